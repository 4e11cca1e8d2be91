import {expect, test} from 'vitest';
import type {Container} from '../../../source/core/model/container.js';
import {daemonBridgeNone} from '../../../source/core/rules/daemon-bridge-none.js';
import {containerNamed, networkNamed, placeOn, plainDetails, snapshotOf} from '../../objects.js';

const none = networkNamed('none', {driver: 'null', builtIn: true});
const bridge = networkNamed('bridge', {builtIn: true});
const found = (networks: readonly (typeof none)[], containers: readonly Container[] = [], host = {}) => [
	...daemonBridgeNone.check(snapshotOf({host, networks, containers})),
];
const web = containerNamed('web', [], {networkMode: 'bridge', details: plainDetails});
const requestedPorts = [{hostPort: 80, containerPort: 80, protocol: 'tcp'}];

test('no bridge: worth a word, more where a container got no network', () => {
	expect(found([none])).toMatchObject([{subject: {kind: 'host', name: 'lab-a'}, evidence: [{value: 'none'}]}]);
	expect(found([none])[0]?.severity).toBeUndefined();
	expect(found([none], [web])).toMatchObject([{severity: 'low', message: expect.stringContaining('so web')}]);
	expect(found([none], [{...web, details: {...plainDetails, requestedPorts}}])).toMatchObject([{severity: 'high'}]);
});

test('it is there, the list is not whole, or the engine has another', () => {
	expect(found([none, bridge], [web])).toEqual([]);
	expect(found([networkNamed('front')], [containerNamed('db', [placeOn('front')])])).toEqual([]);
	expect(found([none], [], {engine: 'podman'})).toEqual([]);
	expect(found([none], [], {drivers: ['nat', 'null']})).toEqual([]);
});
