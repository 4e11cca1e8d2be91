import {expect, test} from 'vitest';
import {macvlanHostUnreachable} from '../../../source/core/rules/macvlan-host-unreachable.js';
import {containerNamed, networkNamed, placeOn, snapshotOf} from '../../objects.js';

const containers = [containerNamed('camera', [placeOn('lan', {ipv4: '192.168.1.200'})])];

test('a running container on a macvlan network with a parent', () => {
	const networks = [networkNamed('lan', {driver: 'macvlan', options: {parent: 'eth0'}})];
	expect([...macvlanHostUnreachable.check(snapshotOf({networks, containers}))]).toMatchObject([
		{subject: {name: 'camera'}, evidence: [{value: 'macvlan'}, {value: 'eth0'}]},
	]);
	expect(macvlanHostUnreachable.severity).toBe('info');
});

test('a bridge', () => {
	expect([...macvlanHostUnreachable.check(snapshotOf({networks: [networkNamed('lan')], containers}))]).toEqual([]);
});

test('Podman, which does not tell the parent; a network of Docker without one', () => {
	const networks = [networkNamed('lan', {driver: 'macvlan'})];
	const found = [...macvlanHostUnreachable.check(snapshotOf({host: {engine: 'podman'}, networks, containers}))];
	expect(found).toMatchObject([{subject: {name: 'camera'}, evidence: [{value: 'macvlan'}, {value: 'not told'}]}]);
	expect([...macvlanHostUnreachable.check(snapshotOf({networks, containers}))]).toEqual([]);
});

test('the interface that the host is given has the network’s mode, or none helps', () => {
	const commands = (driver: string, options: Readonly<Record<string, string>>) =>
		[
			...macvlanHostUnreachable.check(
				snapshotOf({networks: [networkNamed('lan', {driver, options: {parent: 'eth0', ...options}})], containers}),
			),
		][0]?.fix?.commands[0];
	expect(commands('macvlan', {})).toContain('type macvlan mode bridge');
	// A second mode would become that of all children of the parent.
	expect(commands('ipvlan', {ipvlan_mode: 'l3'})).toContain('type ipvlan mode l3');
	expect(commands('macvlan', {macvlan_mode: 'private'})).toBe('docker network connect BRIDGE camera');
});
