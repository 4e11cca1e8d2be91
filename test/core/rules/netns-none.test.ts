import {expect, test} from 'vitest';
import {netnsNone} from '../../../source/core/rules/netns-none.js';
import {containerNamed, networkNamed, placeOn, snapshotOf} from '../../objects.js';

const check = (...parameters: Parameters<typeof containerNamed>) => [
	...netnsNone.check(snapshotOf({networks: [networkNamed('front')], containers: [containerNamed(...parameters)]})),
];

test('mode none, and a container that lost all its networks', () => {
	expect(check('job', [placeOn('none')])).toMatchObject([
		{subject: {kind: 'container', name: 'job'}, evidence: [{value: 'none'}, {}]},
	]);
	expect(check('web', [], {networkMode: 'front'})).toMatchObject([
		{severity: 'low', fix: {commands: ['docker network connect NETWORK web']}},
	]);
});

test('nothing for who has a network, shares one, is the host, or does not run', () => {
	expect(check('web', [placeOn('front')])).toEqual([]);
	expect(check('web', [], {networkMode: 'container:x', sharesNetworkOf: 'x'})).toEqual([]);
	expect(check('web', [placeOn('host')], {networkMode: 'host'})).toEqual([]);
	expect(check('job', [placeOn('none')], {state: 'exited'})).toEqual([]);
});
