import {beforeAll, describe, expect, test} from 'vitest';
import type {Snapshot} from '../../../source/core/model/snapshot.js';
import {
	namesFor,
	portTargetsOf,
	publishedTargets,
	strangersOf,
	targetsOf,
	webTargetsOf,
} from '../../../source/core/names/targets.js';
import {createSimulatedEngine} from '../../../source/engine/simulated/engine.js';
import {createStore} from '../../../source/store/store.js';

let snapshot: Snapshot;
const container = (name: string) => [...snapshot.containers.values()].find(each => each.name === name)!;
const values = (targets: readonly {readonly value: string}[]) => targets.map(({value}) => value);

beforeAll(async () => {
	const engine = createSimulatedEngine({scenario: 'shop', latencyMs: 0, life: false});
	const store = createStore();
	const {signal} = new AbortController();
	store.dispatch(await engine.list(signal));
	store.dispatch(
		await engine.detail(
			[...store.get().containers.values()].map(({id}) => id),
			signal,
		),
	);
	snapshot = store.get();
});

describe('what a container may want to reach', () => {
	test('names and aliases of its neighbours, then gateways and addresses, each once', () => {
		const found = values(targetsOf(container('shop-api-1'), snapshot));
		expect(found).toEqual(expect.arrayContaining(['db', 'shop-db-1', '172.21.0.1']));
		expect(found.indexOf('db')).toBeLessThan(found.indexOf('172.21.0.1'));
		expect(new Set(found).size).toBe(found.length);
	});

	test('the short id that engines add is no name for a person', () => {
		const ids = [...snapshot.containers.values()].map(({id}) => id.slice(0, 12));
		expect(values(namesFor(container('shop-api-1'), snapshot)).filter(name => ids.includes(name))).toEqual([]);
	});

	test('one that shares a namespace has the neighbours of its owner', () => {
		expect(values(targetsOf(container('shop-api-mesh-1'), snapshot))).toContain('db');
	});

	test('ports that neighbours are known to have, by name before address, and published ones at the gateway', () => {
		const db = container('shop-db-1');
		const port = db.ports.find(({protocol}) => protocol === 'tcp')!.containerPort;
		const found = values(portTargetsOf(container('shop-api-1'), snapshot));
		expect(found).toContain(`db:${port}`);
		expect(found.indexOf(`db:${port}`)).toBeLessThan(found.indexOf(`${db.endpoints[0]!.ipv4}:${port}`));
		const published = [...snapshot.containers.values()].flatMap(({ports}) =>
			ports.flatMap(({hostPort}) => hostPort ?? []),
		);
		expect(found).toContain(`172.21.0.1:${published[0]}`);
		expect(values(portTargetsOf(container('shop-api-1'), snapshot, 'udp'))).not.toContain(`db:${port}`);
	});

	test('those that share no network, and only those', () => {
		const strangers = values(strangersOf(container('grafana'), snapshot));
		expect(strangers).toContain('shop-db-1');
		const near = new Set(values(targetsOf(container('grafana'), snapshot)));
		expect(strangers.filter(name => name === 'grafana' || near.has(name))).toEqual([]);
		// It shares the namespace of another, and its networks.
		expect(values(strangersOf(container('shop-api-mesh-1'), snapshot))).not.toContain('shop-api-1');
	});

	test('from where no container is: what is published, each once, and nothing of another engine', () => {
		const [host] = snapshot.hosts.keys();
		const found = values(publishedTargets(host!, snapshot));
		expect(found).toContain('shop-proxy-1:443');
		expect(new Set(found).size).toBe(found.length);
		expect(publishedTargets('elsewhere', snapshot)).toEqual([]);
	});

	test('an IPv6 address stands in brackets', () => {
		const all = [...snapshot.containers.values()].flatMap(each => portTargetsOf(each, snapshot));
		const six = values(all).filter(value => value.split(':').length > 2);
		expect(six.length).toBeGreaterThan(0);
		expect(six.every(value => /^\[[\da-f:]+\]:\d+$/.test(value))).toBe(true);
	});

	test('URLs come after the ports', () => {
		const found = values(webTargetsOf(container('shop-api-1'), snapshot));
		const first = found.findIndex(value => value.startsWith('http'));
		expect(first).toBeGreaterThan(0);
		expect(found.slice(first).every(value => /^https?:\/\/[^/]+\/$/.test(value))).toBe(true);
	});
});
