import {expect, test} from 'vitest';
import type {Container} from '../../../source/core/model/container.js';
import type {Host} from '../../../source/core/model/host.js';
import {daemonIpForwardDisabled} from '../../../source/core/rules/daemon-ip-forward-disabled.js';
import {containerNamed, lab, networkNamed, placeOn, snapshotOf} from '../../objects.js';

const networks = [networkNamed('front'), networkNamed('back', {internal: true})];
const web = containerNamed('web', [placeOn('front')]);
const found = (ipv4Forwarding?: boolean, container: Container = web, host: Partial<Host> = {}) => [
	...daemonIpForwardDisabled.check(
		snapshotOf({
			networks,
			containers: [container],
			host: {
				details: {warnings: [], configuredPools: false, ...(ipv4Forwarding !== undefined && {ipv4Forwarding})},
				...host,
			},
		}),
	),
];

test('forwarding is off', () => {
	const [one, ...more] = found(false);
	expect(more).toEqual([]);
	expect(one).toMatchObject({subject: {kind: 'host'}, evidence: [{value: 'false', expected: 'true'}]});
	expect(one?.severity).toBeUndefined();
});

test('it weighs little where nobody needs it', () => {
	expect(found(false, containerNamed('web', [placeOn('back')]))).toMatchObject([{severity: 'low'}]);
	expect(found(false, {...web, state: 'exited'})).toMatchObject([{severity: 'low'}]);
});

test('a start that failed for it says the same', () => {
	const error = 'IPv4 forwarding is disabled: check your host';
	const [one, ...more] = found(undefined, {...web, state: 'created', error});
	expect(more).toEqual([]);
	expect(one).toMatchObject({subject: {kind: 'host'}, evidence: [{at: 'web State.Error', value: error}]});
	expect(one?.severity).toBeUndefined();
});

test('it is on, the engine does not tell, or forwards in a namespace of its own', () => {
	expect(found(true)).toEqual([]);
	expect(found()).toEqual([]);
	expect(found(false, web, {engine: 'podman', rootless: true})).toEqual([]);
	expect(found(false, web, {engine: 'podman'})).toHaveLength(1);
});

test('what was read on the host beats what the engine learned when it started', () => {
	const check = (forwarding: boolean, ipv4Forwarding: boolean) => [
		...daemonIpForwardDisabled.check(
			snapshotOf({
				networks,
				containers: [web],
				host: {details: {warnings: [], configuredPools: false, ipv4Forwarding}},
				observations: {[lab]: {forwarding}},
			}),
		),
	];
	expect(check(false, true)).toMatchObject([{evidence: [{at: '/proc/sys/net/ipv4/ip_forward', value: '0'}]}]);
	expect(check(true, false)).toEqual([]);
});
