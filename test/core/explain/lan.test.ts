import {expect, test} from 'vitest';
import {predict} from '../../../source/core/explain/predict.js';
import {containerNamed, networkNamed, placeOn, snapshotOf} from '../../objects.js';
import {ask} from './questions.js';

const lan = (name: string, number: number, driver: string, options: Readonly<Record<string, string>>) =>
	networkNamed(name, {driver, options, subnets: [{cidr: `192.0.${number}.0/24`, auxiliary: {}}]});
const on = (name: string, number: number, gateway?: string) =>
	placeOn(name, {ipv4: `192.0.${number}.7`, ...(gateway && {gateway})});

const snapshot = snapshotOf({
	host: {version: '29.1.0'},
	networks: [
		networkNamed('app', {subnets: [{cidr: '10.1.0.0/24', gateway: '10.1.0.1', auxiliary: {}}]}),
		lan('cameras', 2, 'macvlan', {parent: 'eth0'}),
		lan('doors', 3, 'macvlan', {parent: 'eth0.30'}),
		lan('a-mute', 4, 'macvlan', {parent: 'eth0.40'}),
		lan('dummy', 5, 'macvlan', {}),
		lan('routed', 6, 'ipvlan', {parent: 'eth1', ipvlan_mode: 'l3'}),
		lan('private', 7, 'macvlan', {parent: 'eth0.70', macvlan_mode: 'private'}),
		lan('vepa', 8, 'ipvlan', {parent: 'eth0.80', ipvlan_flag: 'vepa'}),
	],
	containers: [
		containerNamed('web', [placeOn('app', {ipv4: '10.1.0.2', gateway: '10.1.0.1'})]),
		containerNamed('camera', [on('cameras', 2, '192.0.2.1')]),
		containerNamed('door', [on('doors', 3, '192.0.3.1')]),
		containerNamed('mute', [on('a-mute', 4)]),
		containerNamed('both', [
			placeOn('a-mute', {ipv4: '192.0.4.8'}),
			placeOn('app', {ipv4: '10.1.0.3', gateway: '10.1.0.1'}),
		]),
		containerNamed('alone', [on('dummy', 5, '192.0.5.1')]),
		containerNamed('far', [on('routed', 6)]),
		containerNamed('shy', [on('private', 7)]),
		containerNamed('coy', [placeOn('private', {ipv4: '192.0.7.8'})]),
		containerNamed('one', [on('vepa', 8)]),
		containerNamed('two', [placeOn('vepa', {ipv4: '192.0.8.8'})]),
	],
});

test.each([
	['from one network of the LAN to another: a router may lead there', 'camera', '192.0.3.7', 'unknown', undefined],
	['to one without a parent, which is on no LAN', 'camera', '192.0.5.7', 'blocked', 'conn-different-bridges-isolated'],
	[
		'from a bridge: the host is between, which gets to none of its own',
		'web',
		'192.0.2.7',
		'blocked',
		'macvlan-host-unreachable',
	],
	['to a bridge', 'camera', '10.1.0.2', 'blocked', 'conn-different-bridges-isolated'],
	['to its own host', 'camera', '10.1.0.1', 'blocked', 'macvlan-host-unreachable'],
	['out, without a gateway', 'mute', '198.51.100.1', 'blocked', 'macvlan-no-gateway'],
	[
		'out by the other network, whose name sorts after the one without a gateway',
		'both',
		'198.51.100.1',
		'reachable',
		undefined,
	],
	['out by ipvlan l3, which needs none', 'far', '198.51.100.1', 'unknown', undefined],
	['within a private macvlan', 'shy', '192.0.7.8', 'blocked', undefined],
	['within a vepa: the switch decides', 'one', '192.0.8.8', 'unknown', undefined],
] as const)('%s', (_, from, target, verdict, finding) => {
	const found = predict(ask(from, target), snapshot);
	const fault = found.steps.find(({status}) => status === 'fail');
	expect([found.verdict, fault?.finding], fault?.title).toEqual([verdict, finding]);
});

test('only from a bridge does Docker drop what goes from bridge to bridge', () => {
	const {steps} = predict(ask('camera', '10.1.0.2'), snapshot);
	expect(steps.find(({status}) => status === 'fail')?.title).not.toContain('bridge to bridge');
});
