import {expect, test} from 'vitest';
import {dnsHostOrNoneMode} from '../../../source/core/rules/dns-host-or-none-mode.js';
import {containerNamed, networkNamed, placeOn, snapshotOf} from '../../objects.js';

const networks = [networkNamed('front'), networkNamed('host', {driver: 'host'})];
const agent = containerNamed('agent', [placeOn('host')]);
const check = (...containers: ReturnType<typeof containerNamed>[]) => [
	...dnsHostOrNoneMode.check(snapshotOf({networks, containers})),
];

test('host mode beside containers with names, and without', () => {
	expect(check(agent, containerNamed('web', [placeOn('front')]))).toMatchObject([
		{subject: {kind: 'container', name: 'agent'}},
	]);
	expect(check(agent)).toEqual([]);
});
