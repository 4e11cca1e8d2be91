import {describe, expect, test} from 'vitest';
import {normalizeHost} from '../../../../source/engine/docker/normalize/host.js';
import {captured, jsonFixture} from '../fixtures.js';

const facts = {id: 'h', address: 'unix:///x.sock', engine: 'docker', version: '1', apiVersion: '1.41'} as const;

describe.each(captured)('host of $version', ({version, engine, apiVersion}) => {
	const host = normalizeHost({...facts, engine, apiVersion}, jsonFixture(version, 'info.json'));

	test('name, drivers, swarm', () => {
		expect(host.name).toMatch(/^lab-/);
		expect(host.operatingSystem).toMatch(/debian/i);
		expect(host.drivers).toContain('macvlan');
		expect(host.rootless).toBe(false);
		expect(host.details?.clock).toBeGreaterThan(Date.UTC(2026, 10, 23));
		expect(host.swarm).toMatchObject(
			version === '20.10' ? {state: 'active', manager: true} : {state: 'inactive', manager: false},
		);
	});

	test('address pools: the built-in ones where none are configured', () => {
		if (engine === 'podman') expect(host.addressPools).toBeUndefined();
		else expect(host.addressPools).toContainEqual({base: '192.168.0.0/16', size: 20});
	});
});

test('configured pools', () => {
	const info = {DefaultAddressPools: [{Base: '10.64.0.0/12', Size: 24}, {Base: 5}]};
	expect(normalizeHost(facts, info).addressPools).toEqual([{base: '10.64.0.0/12', size: 24}]);
	expect(normalizeHost({...facts, apiVersion: '1.5'}, info).addressPools).toBeUndefined();
});

test('rootless', () => {
	expect(normalizeHost(facts, {SecurityOptions: ['name=seccomp,profile=default', 'name=rootless']}).rootless).toBe(
		true,
	);
	expect(normalizeHost(facts, {Rootless: true}).rootless).toBe(true);
});

test('an engine that keeps /info to itself', () => {
	expect(normalizeHost(facts, undefined)).toEqual({
		...facts,
		name: 'unix:///x.sock',
		operatingSystem: '',
		rootless: false,
		swarm: {state: 'inactive', manager: false},
		addressPools: undefined,
		drivers: [],
	});
});
