import {expect, test} from 'vitest';
import type {Place} from '../../../source/core/probes/probe.js';
import {portHairpinCrossNetwork} from '../../../source/core/rules/port-hairpin-cross-network.js';
import {containerNamed, lab, networkNamed, placeOn, snapshotOf} from '../../objects.js';
import {connection} from './measured.js';

const host: Place = {kind: 'host', host: lab};
const networks = [
	networkNamed('front', {subnets: [{cidr: '172.18.0.0/16', gateway: '172.18.0.1', auxiliary: {}}]}),
	networkNamed('back'),
];
const web = containerNamed('web', [placeOn('front')], {
	ports: [{hostIp: '0.0.0.0', hostPort: 18080, containerPort: 80, protocol: 'tcp'}],
});

function found(probe: ReturnType<typeof connection>, network = 'back', version = '28.5.2') {
	const db = containerNamed('db', [placeOn(network)]);
	const fromHost = {...connection('host', '127.0.0.1', 18080, 'ok'), place: host};
	return [
		...portHairpinCrossNetwork.check(
			snapshotOf({host: {version}, networks, containers: [web, db], probes: [probe, fromHost]}),
		),
	];
}

const silent = connection('db', '172.18.0.1', 18080, 'timeout');

test('a container of another network gets no answer where the host gets one', () => {
	expect(found(silent)).toMatchObject([
		{subject: {name: 'web'}, evidence: [{source: 'probe'}, {source: 'probe'}, {value: '28.5.2'}]},
	]);
	expect(portHairpinCrossNetwork.severity).toBe('low');
});

test('nothing where it answers, is of the same network, or the engine is newer', () => {
	expect(found(connection('db', '172.18.0.1', 18080, 'ok'))).toEqual([]);
	expect(found(silent, 'front')).toEqual([]);
	expect(found(silent, 'back', '29.0.0')).toEqual([]);
	expect(found(connection('db', '198.51.100.10', 18080, 'timeout'))).toEqual([]);
});
