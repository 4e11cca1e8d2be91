import {expect, test} from 'vitest';
import {pathProbes} from '../../source/actions/path-probes.js';
import {containerNamed, lab, networkNamed, placeOn, snapshotOf} from '../objects.js';

test.each([
	['www.shop.lab', true],
	['my alias', false],
	['10.1.0.9', false],
	['-x', false],
	['\u001b[31mred', false],
])('the engine takes any text for an alias: whether %j is looked up is %j', (alias, isAsked) => {
	const snapshot = snapshotOf({
		networks: [networkNamed('front')],
		containers: [
			containerNamed('web', [placeOn('front', {ipv4: '10.1.0.2', aliases: [alias]})]),
			containerNamed('db', [placeOn('front', {ipv4: '10.1.0.3'})]),
		],
	});
	const names = pathProbes(snapshot, lab).flatMap(({kind, input}) => (kind === 'dns' ? [input.target] : []));
	expect(names).toEqual(expect.arrayContaining(['web', 'db']));
	expect(names.includes(alias)).toBe(isAsked);
});
