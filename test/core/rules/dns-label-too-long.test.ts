import {expect, test} from 'vitest';
import {dnsLabelTooLong} from '../../../source/core/rules/dns-label-too-long.js';
import {containerNamed, networkNamed, placeOn, snapshotOf} from '../../objects.js';

const check = (alias: string) => [
	...dnsLabelTooLong.check(
		snapshotOf({
			networks: [networkNamed('front')],
			containers: [containerNamed('web', [placeOn('front', {aliases: [alias]})])],
		}),
	),
];

test('64 characters are too many, 63 are not', () => {
	expect(check('a'.repeat(64))).toMatchObject([
		{subject: {kind: 'container', name: 'web'}, evidence: [{value: 'a'.repeat(64)}]},
	]);
	expect(check('a'.repeat(63))).toEqual([]);
	expect(check(`${'a'.repeat(40)}.${'b'.repeat(40)}`)).toEqual([]);
});
