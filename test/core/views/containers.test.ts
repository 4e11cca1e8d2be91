import {describe, expect, test} from 'vitest';
import type {Snapshot} from '../../../source/core/model/snapshot.js';
import type {Traffic} from '../../../source/core/traffic/traffic.js';
import {textOf} from '../../../source/core/views/cell.js';
import {type ContainerRow, containersView} from '../../../source/core/views/containers.js';
import type {Section} from '../../../source/core/views/view.js';
import {captured} from './captured.js';
import {container, endpoint, network, snapshot} from './rows.js';

function rowOf(from: Snapshot, name: string): ContainerRow {
	return containersView.rows(from).find(row => row.container.name === name)!;
}

function cells(row: ContainerRow): Readonly<Record<string, string>> {
	return Object.fromEntries(containersView.columns.map(column => [column.id, textOf(column.cell(row, 20)).trim()]));
}

function sections(from: Snapshot, name: string): Readonly<Record<string, Section>> {
	return Object.fromEntries(containersView.describe(rowOf(from, name), from).map(found => [found.title, found]));
}

function lineOf(found: Section | undefined, label: string): string | undefined {
	const line = found && 'lines' in found ? found.lines.find(candidate => candidate.label === label) : undefined;
	return line && textOf(line.value);
}

describe.each(['20.10', '26.1', '28.5'] as const)('on an engine %s', release => {
	const engine = captured(release);

	test.each([
		[
			'adapter-web',
			{
				state: 'running',
				networks: 'adapter-back 10.201.2.2 fd00:201::99, adapter-front 10.201.1.130',
				ports: '18932→53/udp, 127.0.0.1:18931→8080',
			},
		],
		['adapter-sick', {state: 'unhealthy', networks: 'adapter-front 10.201.1.128', ports: ''}],
		['adapter-side', {state: 'running', networks: 'in the namespace of adapter-web'}],
		['adapter-gone', {state: 'exited (3)', networks: 'adapter-back'}],
		['adapter-paused', {state: 'paused'}],
		['adapter-none', {networks: 'none'}],
		['adapter-host', {networks: 'host'}],
	])('the list tells of %s', (name, expected) => {
		expect(cells(rowOf(engine, name))).toMatchObject(expected);
	});

	test('the JSON has the public shape', () => {
		const json = containersView.json(rowOf(engine, 'adapter-web')) as Record<string, unknown>;
		expect(json).toMatchObject({
			name: 'adapter-web',
			image: 'lab/busybox',
			state: 'running',
			health: null,
			networks: [
				{name: 'adapter-back', ipv4: '10.201.2.2', ipv6: 'fd00:201::99', mac: expect.stringMatching(/^..:/)},
				{name: 'adapter-front', ipv4: '10.201.1.130', ipv6: null, aliases: expect.any(Array)},
			],
			ports: expect.arrayContaining([
				{hostIp: '127.0.0.1', hostPort: 18_931, containerPort: 8080, protocol: 'tcp'},
				{hostIp: null, hostPort: null, containerPort: 9999, protocol: 'tcp'},
			]),
		});
		expect(JSON.parse(JSON.stringify(json))).toEqual(json);
		expect(containersView.json(rowOf(engine, 'adapter-side'))).toMatchObject({
			networks: [],
			sharesNetworkOf: {id: json.id, name: 'adapter-web'},
		});
	});

	test('the inspector tells its networks, default gateway and why, and ports', () => {
		const found = sections(engine, 'adapter-web');
		expect(found.Networks).toMatchObject({
			rows: [
				['adapter-back', '10.201.2.2/24', 'fd00:201::99/64', expect.any(String), expect.any(String)],
				['adapter-front', '10.201.1.130/24', '', expect.any(String), expect.stringContaining('10.201.1.')],
			],
		});
		expect(lineOf(found['Default gateway'], 'IPv4')).toMatch(/^adapter-front by 10\.201\.1\.\d+: the only one/);
		expect(found.Ports).toMatchObject({
			rows: expect.arrayContaining([
				['9999/tcp', 'only exposed'],
				['53/udp', '[::]:18932'],
				['8080/tcp', '127.0.0.1:18931'],
			]),
		});
		expect(found['Names that others find it by']).toMatchObject({
			rows: [['adapter-back', expect.any(String), expect.any(String)], expect.any(Array)],
		});
	});

	test('a shared namespace is told from both sides', () => {
		expect(lineOf(sections(engine, 'adapter-web')['Shared network namespace'], 'is used by')).toBe('adapter-side');
		const side = sections(engine, 'adapter-side');
		expect(lineOf(side['Shared network namespace'], 'uses that of')).toBe('adapter-web (running)');
		expect(side.Networks).toMatchObject({rows: [], empty: 'none of its own: it uses those of adapter-web'});
		expect(lineOf(side['Default gateway'], 'IPv4')).toMatch(/^adapter-front/);
		expect(sections(engine, 'adapter-plain')).not.toHaveProperty('Shared network namespace');
	});
});

test('what was never read, measured or probed is said to be so', () => {
	const engine = snapshot([], [container({id: 'new', state: 'created', detailed: false})]);
	const found = Object.values(sections(engine, 'new')).map(part => ('rows' in part ? part.empty : undefined));
	expect(found).toEqual(
		expect.arrayContaining([
			'it is on no network',
			'not read yet',
			'nothing flows: it is created',
			'none made yet',
			'no labels',
		]),
	);
});

test('of shared namespaces the last in the chain has the endpoints; a provider that is gone, or a circle, does no harm', () => {
	const engine = snapshot(
		[],
		[
			container({id: 'main', endpoints: [endpoint()]}),
			container({id: 'side', sharesNetworkOf: 'main'}),
			container({id: 'third', sharesNetworkOf: 'side'}),
			container({id: 'orphan', sharesNetworkOf: 'gone-0123456789'}),
			container({id: 'one', sharesNetworkOf: 'two'}),
			container({id: 'two', sharesNetworkOf: 'one'}),
		],
	);
	expect(rowOf(engine, 'third').provider?.id).toBe('main');
	expect(rowOf(engine, 'main').sharers.map(({id}) => id)).toEqual(['side', 'third']);
	expect(cells(rowOf(engine, 'orphan')).networks).toBe('in the namespace of gone-0123456 (gone)');
	expect(cells(rowOf(engine, 'one')).networks).toContain('in the namespace of');
});

test.each([
	['a higher priority wins', {back: 0, front: 5}, {}, 'front by 10.0.1.1: the highest gateway priority (5)'],
	['else the name', {back: 0, front: 0}, {}, 'back by 10.0.0.1: its name sorts before front'],
	[
		'not an internal one',
		{back: 0, front: 0},
		{internal: true},
		'front by 10.0.1.1: the only one of its networks that leads out',
	],
	[
		'one with both families',
		{back: 0, front: 0},
		{ipv4: true},
		'front by 10.0.1.1: it leads out by both IPv4 and IPv6',
	],
])('default gateway: %s', (_, priority, back, expected) => {
	const networks = [network({name: 'back', ...back}), network({name: 'front', ipv6: 'ipv4' in back})];
	const endpoints = [
		endpoint({networkName: 'back', gateway: '10.0.0.1', gatewayPriority: priority.back}),
		endpoint({networkName: 'front', gateway: '10.0.1.1', gatewayPriority: priority.front}),
	];
	const engine = snapshot(networks, [container({id: 'c', endpoints})]);
	expect(lineOf(sections(engine, 'c')['Default gateway'], 'IPv4')).toBe(expected);
});

test('traffic is told by interface; who shares the namespace has the same', () => {
	const counters = {
		name: 'eth0',
		rxBytes: 5000,
		rxPackets: 1,
		rxErrors: 2,
		rxDropped: 0,
		txBytes: 10,
		txPackets: 1,
		txErrors: 1,
		txDropped: 4,
	};
	const rates = {rxBytes: 1500, txBytes: 0, rxPackets: 1, txPackets: 0, errors: 0, drops: 0};
	const traffic: Traffic = {
		at: 0,
		rates,
		interfaces: new Map([['eth0', {counters, rates}]]),
		totals: {errors: 3, drops: 4, rxBytes: 5000, txBytes: 10},
		window: [1500],
	};
	const still = snapshot([], [container({id: 'main'}), container({id: 'side', sharesNetworkOf: 'main'})]);
	const engine = {...still, traffic: new Map([['main', traffic]])};
	expect(sections(engine, 'main')['Traffic by interface']).toMatchObject({
		rows: [['eth0', '1.5 kB/s', '0 B/s', '5.0 kB', '10 B', '3', '4']],
	});
	expect(cells(rowOf(engine, 'side'))).toMatchObject({rx: '1.5 kB/s', trouble: '3 err 4 drop'});
});

test('the history of probes made from it, the newest first', () => {
	const from = (id: string) =>
		({host: 'lab', place: {kind: 'container', host: 'lab', container: id}, from: id}) as const;
	const engine: Snapshot = {
		...snapshot([], [container({id: 'c'})]),
		probes: [
			{
				id: '1',
				kind: 'dns',
				...from('c'),
				target: 'db',
				startedAt: 0,
				finishedAt: 1,
				result: {result: 'no-name', names: [], records: [], addresses: [], message: 'no such name'},
			},
			{id: '2', kind: 'ping', ...from('other'), target: 'db', startedAt: 0},
			{id: '3', kind: 'ping', ...from('c'), target: 'db', startedAt: 61_000},
		],
	};
	expect(sections(engine, 'c')['Probes from here']).toMatchObject({
		rows: [
			['00:01:01Z', 'ping', 'db', 'under way', ''],
			['00:00:00Z', 'dns', 'db', 'no-name', 'no such name'],
		],
	});
});

test('a start that failed says so with its reason', () => {
	const engine = snapshot([], [container({id: 'c', state: 'created', error: 'network front not found'})]);
	expect(cells(rowOf(engine, 'c')).state).toBe('failed to start');
	expect(lineOf(sections(engine, 'c').Container, 'error')).toBe('network front not found');
});

test('rows are the same objects for the same parts of a snapshot', () => {
	const engine = captured('28.5');
	expect(containersView.rows({...engine, probes: []})).toBe(containersView.rows(engine));
});

test('columns have ids and sort keys of their own', () => {
	const ids = containersView.columns.map(({id}) => id);
	const keys = containersView.columns.flatMap(({key}) => key ?? []);
	expect(new Set(ids).size).toBe(ids.length);
	expect(new Set(keys).size).toBe(keys.length);
});
