import {expect, test} from 'vitest';
import {keyOf} from '../../../source/core/model/reference.js';
import {overlayPortConflictIngressHost} from '../../../source/core/rules/overlay-port-conflict-ingress-host.js';
import {containerNamed, snapshotOf} from '../../objects.js';
import {meshed} from './meshed.js';

const found = (error: string) => [
	...overlayPortConflictIngressHost.check(
		snapshotOf({containers: [containerNamed('web', [], {state: 'created', error})]}),
	),
];

// Both texts are those of the engines’ sources.
test('the engine’s error text', () => {
	const error = "port '80' is already in use by service 'web' (x1y2) as an ingress port";
	expect(found(error)).toMatchObject([{subject: {name: 'web'}, evidence: [{at: 'web State.Error', value: error}]}]);
});

test('a text that is something else', () => {
	expect(found('Bind for 0.0.0.0:80 failed: port is already allocated')).toEqual([]);
});

test('a container has a port of the mesh on this node; not where it is the loopback’s, or another', () => {
	const beside = (hostPort: number, hostIp: string) => {
		const world = meshed('tcp :: 8080');
		const rival = containerNamed('proxy', [], {ports: [{hostIp, hostPort, containerPort: 80, protocol: 'tcp'}]});
		const containers = new Map([...world.containers, [keyOf(rival), rival]]);
		return [...overlayPortConflictIngressHost.check({...world, containers})];
	};
	expect(beside(80, '0.0.0.0')).toMatchObject([
		{
			subject: {kind: 'service', name: 'web'},
			evidence: [{value: '80->8080/tcp (ingress)'}, {at: 'proxy NetworkSettings.Ports'}],
		},
	]);
	expect(beside(80, '127.0.0.1')).toEqual([]);
	expect(beside(81, '0.0.0.0')).toEqual([]);
});
