import {expect, test} from 'vitest';
import {portLoopbackOnlyListener} from '../../../source/core/rules/port-loopback-only-listener.js';
import {containerNamed, networkNamed, placeOn, plainDetails, snapshotOf} from '../../objects.js';
import {meshed} from './meshed.js';
import {socketsOf} from './sockets.js';

const networks = [networkNamed('front')];
const web = containerNamed('web', [placeOn('front')], {
	ports: [{hostIp: '0.0.0.0', hostPort: 18120, containerPort: 8080, protocol: 'tcp'}],
});

function found(...sockets: readonly string[]) {
	const snapshot = snapshotOf({networks, containers: [web], observations: {web: socketsOf(...sockets)}});
	return [...portLoopbackOnlyListener.check(snapshot)];
}

test('a published port on which the program listens on 127.0.0.1 only', () => {
	expect(found('tcp 127.0.0.1 8080')).toMatchObject([
		{subject: {name: 'web'}, evidence: [{value: 'tcp 127.0.0.1:8080', expected: 'tcp 0.0.0.0:8080'}]},
	]);
});

test('one that listens on all addresses too, or on loopback for something else', () => {
	expect(found('tcp 127.0.0.1 8080', 'tcp :: 8080')).toEqual([]);
	expect(found('tcp 0.0.0.0 8080', 'tcp 127.0.0.1 9000')).toEqual([]);
});

test('a container that publishes nothing and listens on loopback only weighs little; not at all where others share its network', () => {
	const alone = {...web, ports: []};
	const sidecar = containerNamed('sidecar', [], {sharesNetworkOf: 'id-of-web'});
	const observations = {web: socketsOf('tcp 127.0.0.1 8080')};
	const check = (containers: readonly (typeof web)[]) => [
		...portLoopbackOnlyListener.check(snapshotOf({networks, containers, observations})),
	];
	expect(check([alone])).toMatchObject([{severity: 'low'}]);
	expect(check([alone, sidecar])).toEqual([]);
	const exposing = {...alone, details: {...plainDetails, exposedPorts: [{port: 8080, protocol: 'tcp'}]}};
	expect(check([exposing]).map(({severity}) => severity)).toEqual([undefined]);
	expect(check([exposing, sidecar])).toMatchObject([{severity: 'low'}]);
});

test('without sockets it says nothing, and why', () => {
	const snapshot = snapshotOf({networks, containers: [web]});
	expect([...portLoopbackOnlyListener.check(snapshot)]).toEqual([]);
	expect(portLoopbackOnlyListener.skip?.(snapshot)).toBe('the sockets of no container were read');
});

test('an exposed port behind a program of the same container that others reach, as PHP behind nginx', () => {
	const exposedPorts = [9000, 8080].map(port => ({port, protocol: 'tcp'}));
	const php = {...web, details: {...plainDetails, exposedPorts}};
	const observations = {web: socketsOf('tcp 127.0.0.1 9000', 'tcp 0.0.0.0 8080')};
	const check = [...portLoopbackOnlyListener.check(snapshotOf({networks, containers: [php], observations}))];
	expect(check).toMatchObject([{severity: 'low', subject: {name: 'web'}}]);
});

test('behind a port of the routing mesh', () => {
	const check = (...sockets: readonly string[]) =>
		[...portLoopbackOnlyListener.check(meshed(...sockets))].filter(({severity}) => severity === undefined);
	expect(check('tcp 127.0.0.1 8080')).toMatchObject([{subject: {kind: 'container', name: 'web.1'}}]);
	expect(check('tcp :: 8080', 'tcp 127.0.0.1 9000')).toEqual([]);
});
