import {describe, expect, test} from 'vitest';
import type {Snapshot} from '../../../source/core/model/snapshot.js';
import type {Traffic} from '../../../source/core/traffic/traffic.js';
import {textOf} from '../../../source/core/views/cell.js';
import {type NetworkRow, networksView} from '../../../source/core/views/networks.js';
import type {Section} from '../../../source/core/views/view.js';
import {captured} from './captured.js';
import {container, endpoint, network, snapshot} from './rows.js';

function rowOf(from: Snapshot, name: string): NetworkRow {
	return networksView.rows(from).find(row => row.network.name === name)!;
}

function cells(row: NetworkRow): Readonly<Record<string, string>> {
	return Object.fromEntries(networksView.columns.map(column => [column.id, textOf(column.cell(row, 20)).trim()]));
}

function section(from: Snapshot, name: string, title: string): Section {
	return networksView.describe(rowOf(from, name), from).find(found => found.title.startsWith(title))!;
}

const releases = ['20.10', '26.1', '28.5'] as const;

describe.each(releases)('on an engine %s', release => {
	const engine = captured(release);

	test('the list tells driver, subnets, addresses used, endpoints with stopped ones, and flags', () => {
		expect(cells(rowOf(engine, 'adapter-front'))).toMatchObject({
			driver: 'bridge',
			scope: 'local',
			subnets: '10.201.1.0/24',
			// Of the ip-range 10.201.1.128/25 alone: its gateway lies outside.
			used: '3/127',
			endpoints: '3+1',
			flags: '',
			rx: '–',
			trouble: '',
		});
		expect(cells(rowOf(engine, 'adapter-back'))).toMatchObject({
			subnets: '10.201.2.0/24, fd00:201::/64',
			used: '2/254',
			endpoints: '1+1',
			flags: 'internal ipv6',
		});
		expect(cells(rowOf(engine, 'host'))).toMatchObject({subnets: '', used: '', endpoints: '1', flags: 'built-in'});
	});

	test('each subnet has numbers of its own; in IPv6 too the engine holds the first address for the gateway', () => {
		expect(rowOf(engine, 'adapter-back').subnets.map(({used, total}) => [used, total])).toEqual([
			[2n, 254n],
			[2n, 2n ** 64n - 1n],
		]);
	});

	test('the JSON has the public shape', () => {
		const json = networksView.json(rowOf(engine, 'adapter-back')) as Record<string, unknown>;
		expect(json).toMatchObject({
			name: 'adapter-back',
			driver: 'bridge',
			scope: 'local',
			internal: true,
			attachable: false,
			labels: {'docknet.test': 'capture'},
			subnets: [
				{cidr: '10.201.2.0/24', gateway: null, used: 2, total: 254},
				{cidr: 'fd00:201::/64', gateway: null, used: 2, total: '18446744073709551615'},
			],
			endpoints: [
				{container: 'adapter-gone', state: 'exited', ipv4: null, ipv6: null, mac: null},
				{container: 'adapter-web', state: 'running', ipv4: '10.201.2.2', ipv6: 'fd00:201::99'},
			],
		});
		expect(JSON.parse(JSON.stringify(json))).toEqual(json);
	});

	test('the inspector shows who is on it, and says where nobody is', () => {
		expect(section(engine, 'adapter-back', 'Endpoints')).toMatchObject({
			columns: ['container', 'state', 'IPv4', 'IPv6', 'MAC', 'aliases'],
			rows: [
				['adapter-gone', 'exited (3)', '', '', '', expect.any(String)],
				['adapter-web', 'running', '10.201.2.2', 'fd00:201::99', expect.stringMatching(/^..:/), expect.any(String)],
			],
		});
		expect(section(engine, 'none', 'Subnets')).toMatchObject({rows: [], empty: expect.stringContaining('no subnets')});
		expect(section(snapshot([network({name: 'lone'})], []), 'lone', 'Endpoints')).toMatchObject({
			rows: [],
			empty: 'no container is attached',
		});
	});

	test('options are put in words beside their own names', () => {
		expect(section(engine, 'bridge', 'Driver options')).toMatchObject({
			rows: expect.arrayContaining([
				['its containers may reach each other', 'true', 'com.docker.network.bridge.enable_icc'],
			]),
		});
	});
});

test('on Podman', () => {
	expect(cells(rowOf(captured('podman-4.3'), 'adapter-back'))).toMatchObject({
		subnets: '10.201.2.0/24, fd00:201::/64',
		used: '2/254',
		flags: 'internal ipv6',
	});
});

test("a swarm's network: others may hold more addresses than this engine tells", () => {
	expect(cells(rowOf(captured('20.10'), 'ingress'))).toMatchObject({
		used: '1+/254',
		flags: 'built-in ingress',
	});
});

test.each([
	[{encrypted: ''}, 'encrypted'],
	[{encrypted: 'false'}, ''],
	[{'com.docker.network.bridge.enable_icc': 'false'}, 'icc-off'],
	[{'com.docker.network.bridge.enable_ip_masquerade': 'false'}, 'no-nat'],
])('flags of %j: %s', (options, flags) => {
	const engine = snapshot([network({name: 'net', options})], []);
	expect(cells(rowOf(engine, 'net')).flags).toBe(flags);
});

test.each([
	[2, 'plain'],
	[5, 'plain'],
	[13, 'warn'],
	[14, 'bad'],
])('%i of 14 addresses: %s', (endpoints, tone) => {
	const subnets = [{cidr: '10.0.0.0/28', gateway: '10.0.0.1', auxiliary: {}}];
	const addresses = Array.from({length: endpoints - 1}, (_, index) => `10.0.0.${index + 2}`);
	const engine = snapshot(
		[network({name: 'net', subnets})],
		addresses.map(ipv4 => container({id: ipv4, endpoints: [endpoint({networkName: 'net', ipv4})]})),
	);
	const column = networksView.columns.find(({id}) => id === 'used')!;
	expect(column.cell(rowOf(engine, 'net'), 13)).toEqual({text: `${endpoints}/14`, tone});
});

test.each([
	[{driver: 'bridge'}, ['its containers reach each other, by name too', /NAT/]],
	[{driver: 'bridge', internal: true}, [/by name/, /^internal: no way out/]],
	[{driver: 'macvlan', options: {macvlan_mode: 'private'}}, [/cannot reach each other/, /LAN/]],
	[{driver: 'overlay', scope: 'swarm'}, [/across the hosts/, /docker_gwbridge/]],
	[{driver: 'null'}, [/loopback/]],
	[{driver: 'host'}, [/no isolation/]],
	[{driver: 'weave-plugin'}, ['its containers reach each other, by name too']],
])('who reaches whom on %j', (parts, expected) => {
	const engine = snapshot([network({name: 'net', ...parts})], []);
	const found = section(engine, 'net', 'Who reaches whom') as Extract<Section, {lines: unknown}>;
	expect(found.lines).toHaveLength(expected.length);
	for (const [index, text] of expected.entries()) {
		expect(found.lines[index]?.value).toEqual(typeof text === 'string' ? text : expect.stringMatching(text));
	}
});

describe('rows', () => {
	const engine = captured('28.5');
	const web = rowOf(engine, 'adapter-front').endpoints.find(item => item.container.name === 'adapter-web')!;
	const traffic: Traffic = {
		at: 1000,
		rates: {rxBytes: 2048, txBytes: 0, rxPackets: 1, txPackets: 0, errors: 0, drops: 1},
		interfaces: new Map([['eth0', {counters: {} as never, rates: undefined}]]),
		totals: {errors: 0, drops: 12, rxBytes: 0, txBytes: 0},
		window: [2048],
	};
	const moving = {...engine, traffic: new Map([[web.container.id, traffic]])};

	test('are the same objects for the same parts of a snapshot', () => {
		expect(networksView.rows({...engine, events: []})).toBe(networksView.rows(engine));
	});

	test('stay the same objects where no container on the network changed', () => {
		const before = networksView.rows(engine);
		const containers = new Map(
			[...engine.containers].map(([key, item]) => [key, item.name === 'adapter-gone' ? {...item} : item]),
		);
		const changed = networksView.rows({...engine, containers}).filter((row, index) => row !== before[index]);
		expect(changed.map(row => row.network.name)).toEqual(['adapter-back']);
	});

	test('stay the same objects where nothing flowed', () => {
		const before = networksView.rows(engine);
		const after = networksView.rows(moving);
		const changed = after.filter((row, index) => row !== before[index]).map(row => row.network.name);
		expect(changed.sort()).toEqual(['adapter-back', 'adapter-front']);
		expect(networksView.rows({...moving, traffic: new Map(moving.traffic)})).toEqual(after);
		expect(rowOf({...moving, traffic: new Map(moving.traffic)}, 'adapter-front')).toBe(rowOf(moving, 'adapter-front'));
	});

	test('show rates as an upper bound where a container is on several networks, and drops as bad while they happen', () => {
		const row = rowOf(moving, 'adapter-front');
		expect(cells(row)).toMatchObject({rx: '≤2.0 kB/s', tx: '0 B/s', trouble: '12 drop', minute: '█'});
		const trouble = networksView.columns.find(({id}) => id === 'trouble')!;
		expect(trouble.cell(row, 10)).toMatchObject({tone: 'bad'});
	});
});

test('columns have ids and sort keys of their own', () => {
	const ids = networksView.columns.map(({id}) => id);
	const keys = networksView.columns.flatMap(({key}) => key ?? []);
	expect(new Set(ids).size).toBe(ids.length);
	expect(new Set(keys).size).toBe(keys.length);
});
