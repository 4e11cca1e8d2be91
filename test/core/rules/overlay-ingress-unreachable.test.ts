import {expect, test} from 'vitest';
import type {ProbeOutcome} from '../../../source/core/probes/probe.js';
import type {Probed} from '../../../source/core/probes/probed.js';
import {overlayIngressUnreachable} from '../../../source/core/rules/overlay-ingress-unreachable.js';
import {containerNamed, lab, snapshotOf} from '../../objects.js';
import {connection} from './measured.js';
import {meshService as service} from './meshed.js';
import {socketsOf} from './sockets.js';

const node = {host: lab, role: 'manager' as const, state: 'ready', availability: 'active' as const};
const nodes = [
	{...node, id: 'a', name: 'lab-a', address: '192.0.2.1'},
	{...node, id: 'b', name: 'lab-b', address: '192.0.2.2'},
];
const task = {
	host: lab,
	id: 't',
	serviceId: 's',
	state: 'running',
	desiredState: 'running',
	containerId: 'id-of-web.1',
	addresses: [{networkId: 'n', address: '10.0.1.3'}],
};

/** From the host to each node; `here`: what the task on this node listens on. */
function check(
	outcomes: {readonly a?: ProbeOutcome; readonly b?: ProbeOutcome},
	{here = '0.0.0.0', mode = 'ingress' as 'ingress' | 'host', more = [] as readonly Probed[]} = {},
) {
	const probes = Object.entries(outcomes).map(
		([name, outcome]): Probed => ({
			...connection('host', name === 'a' ? '127.0.0.1' : '192.0.2.2', 80, outcome),
			place: {kind: 'host', host: lab},
		}),
	);
	const snapshot = snapshotOf({
		host: {swarm: {state: 'active', manager: true, nodeId: 'a', nodeAddress: '192.0.2.1'}},
		containers: [containerNamed('web.1')],
		swarm: {services: [{...service, ports: service.ports.map(port => ({...port, mode}))}], tasks: [task], nodes},
		observations: {'web.1': socketsOf(`tcp ${here} 8080`)},
		probes: [...probes, ...more],
	});
	const {skip} = overlayIngressUnreachable;
	return skip?.(snapshot) ?? [...overlayIngressUnreachable.check(snapshot)];
}

test('no node answers though a task listens', () => {
	const [one] = [...check({a: 'refused', b: 'refused'})];
	expect(one).toMatchObject({severity: 'critical', subject: {kind: 'service', name: 'web'}});
	expect(one).toMatchObject({message: expect.stringContaining('Port 80 of web answers on no node')});
	expect(one).toMatchObject({
		evidence: [
			{value: 'refused: 127.0.0.1:80 refused'},
			{value: 'refused: 192.0.2.2:80 refused'},
			{at: 'web.1 listens', value: '0.0.0.0:8080'},
		],
	});
});

test('one node answers and the other does not', () => {
	expect(check({a: 'ok', b: 'refused'}, {here: '127.0.0.1'})).toMatchObject([
		{severity: 'high', message: expect.stringContaining('not answer on lab-b, and does on lab-a')},
	]);
	expect(check({a: 'timeout', b: 'ok'})).toMatchObject([{severity: 'high'}]);
	// A firewall between the nodes may be meant.
	expect(check({a: 'ok', b: 'timeout'})).toMatchObject([{severity: 'low'}]);
});

test('a task elsewhere was reached at its own address', () => {
	const more = [connection('client', '10.0.1.3', 8080, 'ok')];
	expect(check({a: 'refused'}, {here: '127.0.0.1', more})).toHaveLength(1);
});

test('all answer, nothing is known to listen, or the port is not one of the mesh', () => {
	expect(check({a: 'ok', b: 'ok'})).toEqual([]);
	expect(check({a: 'refused', b: 'refused'}, {here: '127.0.0.1'})).toEqual([]);
	expect(check({a: 'refused'}, {mode: 'host'})).toBe('no port of the routing mesh was tried');
	expect(check({})).toBe('no port of the routing mesh was tried');
});
