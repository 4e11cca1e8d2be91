import {expect, test} from 'vitest';
import {macvlanParentBusy} from '../../../source/core/rules/macvlan-parent-busy.js';
import {containerNamed, networkNamed, placeOn, snapshotOf} from '../../objects.js';

const found = (error: string) => [
	...macvlanParentBusy.check(snapshotOf({containers: [containerNamed('web', [], {state: 'created', error})]})),
];

// Both texts are those of the engines’ sources.
test('the engine’s error text', () => {
	const error = 'failed to create the macvlan port: device or resource busy';
	expect(found(error)).toMatchObject([{subject: {name: 'web'}, evidence: [{at: 'web State.Error', value: error}]}]);
});

test('a text that is something else', () => {
	expect(found('failed to bind port 0.0.0.0:80/tcp: address already in use')).toEqual([]);
});

test('the networks on that parent are named; a kernel without the driver is another cause', () => {
	const options = {parent: 'eth0'};
	const networks = [
		networkNamed('lan', {driver: 'macvlan', options}),
		networkNamed('flat', {driver: 'ipvlan', options}),
		networkNamed('other', {driver: 'ipvlan', options: {parent: 'eth1'}}),
	];
	const of = (error: string) => {
		const containers = [containerNamed('web', [placeOn('flat')], {state: 'created', error})];
		return [...macvlanParentBusy.check(snapshotOf({networks, containers}))][0];
	};
	const busy = of('failed to create the ipvlan port: device or resource busy');
	expect(busy?.evidence.slice(1).map(({at, value}) => `${at} ${value}`)).toEqual([
		'lan Options.parent eth0 (macvlan)',
		'flat Options.parent eth0 (ipvlan)',
	]);
	const lacking = of('failed to create the ipvlan port: operation not supported');
	expect(lacking?.message).toContain('the kernel of the host cannot make ipvlan interfaces');
	expect(lacking?.fix?.commands).toEqual(['modprobe ipvlan']);
});
