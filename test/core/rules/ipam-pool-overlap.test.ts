import {expect, test} from 'vitest';
import {ipamPoolOverlap} from '../../../source/core/rules/ipam-pool-overlap.js';
import {containerNamed, networkNamed, placeOn, snapshotOf} from '../../objects.js';

const on = (name: string, cidr: string, facts = {}) => networkNamed(name, {subnets: [{cidr, auxiliary: {}}], ...facts});
const found = (...networks: readonly ReturnType<typeof on>[]) => [...ipamPoolOverlap.check(snapshotOf({networks}))];

test('two networks with addresses in common', () => {
	expect(
		found(on('bridge', '172.17.0.0/16', {builtIn: true}), on('data', '172.17.4.0/24', {driver: 'overlay'})),
	).toMatchObject([{subject: {name: 'data'}, evidence: [{value: '172.17.0.0/16'}, {value: '172.17.4.0/24'}]}]);
});

test('neighbours, and two networks on one LAN', () => {
	expect(found(on('one', '10.0.0.0/24'), on('two', '10.0.1.0/24'))).toEqual([]);
	expect(found(on('one', '10.0.0.0/24', {driver: 'macvlan'}), on('two', '10.0.0.0/24', {driver: 'macvlan'}))).toEqual(
		[],
	);
});

test('of an overlay it weighs little until somebody has both networks, as all of its have docker_gwbridge', () => {
	const mesh = on('mesh', '10.0.1.0/24', {driver: 'overlay', scope: 'swarm'});
	const severity = (other: ReturnType<typeof on>, ...places: readonly string[]) => {
		const containers = [
			containerNamed(
				'web',
				places.map(name => placeOn(name)),
			),
		];
		return [...ipamPoolOverlap.check(snapshotOf({networks: [mesh, other], containers}))].map(one => one.severity);
	};
	const local = on('local', '10.0.1.0/24');
	expect(severity(local, 'mesh')).toEqual(['low']);
	expect(severity(local, 'mesh', 'local')).toEqual([undefined]);
	expect(severity(on('docker_gwbridge', '10.0.0.0/16', {builtIn: true}), 'mesh')).toEqual([undefined]);
});
