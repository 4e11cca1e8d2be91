import {describe, expect, test} from 'vitest';
import {runProbe} from '../../../source/actions/run-probe.js';
import {runThroughput} from '../../../source/actions/run-throughput.js';
import {probes} from '../../../source/core/probes/all.js';
import type {InputOf, ProbeKind} from '../../../source/core/probes/probed.js';
import type {ScenarioName} from '../../../source/engine/simulated/scenarios/all.js';
import {askerFor, engineOf, netshoot, never} from './places.js';

/** `result`, the program that was used, and figures that matter. */
type Expected = readonly [result: string, tool: string | undefined, figures?: object];
type Row<Kind extends ProbeKind> = readonly [
	scenario: ScenarioName,
	from: string,
	input: Omit<InputOf<Kind>, 'from'>,
	expected: Expected,
];

async function probed<Kind extends ProbeKind>(kind: Kind, scenario: ScenarioName, from: string, input: object) {
	const engine = engineOf(scenario);
	const asker = await askerFor(engine, from);
	const run = {engine, asker, signal: never, now: () => 1.8e12, image: netshoot};
	return runProbe(kind, input as Omit<InputOf<Kind>, 'from'>, run);
}

const shown: ProbeKind[] = [];

function table<Kind extends ProbeKind>(kind: Kind, rows: readonly Row<Kind>[]): void {
	shown.push(kind);
	describe(kind, () => {
		test.each(rows.map(([scenario, from, input, expected]) => ({scenario, from, input, expected})))(
			'$scenario: $from → $input.target is $expected.0',
			async ({scenario, from, input, expected: [result, tool, figures = {}]}) => {
				const done = await probed(kind, scenario, from, input);
				expect({result: done.result?.result, tool: done.tool}, done.result?.message).toEqual({result, tool});
				expect(done.result).toMatchObject(figures);
			},
		);
	});
}

table('tcp', [
	['shop', 'shop-api-1', {target: 'db:5432'}, ['ok', 'curl', {address: '10.20.30.10'}]],
	['shop', 'shop-proxy-1', {target: 'api:3000'}, ['ok', 'BusyBox nc']],
	['shop', 'shop-cache-1', {target: 'db:5432'}, ['ok', 'bash']],
	['shop', 'shop-cache-1', {target: 'db:5433'}, ['refused', 'bash']],
	['shop', 'shop-cache-1', {target: 'nobody:80'}, ['no-name', 'bash']],
	['shop', 'shop-cache-1', {target: '198.51.100.7:443'}, ['unreachable', 'bash']],
	['shop', 'shop-cache-1', {target: '10.20.30.29:443'}, ['unreachable', 'bash']],
	['shop', 'shop-proxy-1', {target: '10.20.30.10:5432'}, ['timeout', 'BusyBox nc']],
	['shop', 'shop-proxy-1', {target: 'api:3001'}, ['refused', 'BusyBox nc']],
	['shop', 'shop-proxy-1', {target: 'nobody:80'}, ['no-name', 'BusyBox nc']],
	['shop', 'shop-proxy-1', {target: 'www.example.com:443'}, ['ok', 'BusyBox nc']],
	['shop', 'shop-proxy-1', {target: 'www.example.com:8443'}, ['timeout', 'BusyBox nc']],
	['shop', 'shop-api-1', {target: 'search:3000'}, ['ok', 'curl']],
	['shop', 'shop-api-1', {target: '127.0.0.1:9901'}, ['ok', 'curl']],
	['shop', 'shop-proxy-1', {target: 'shop-api-1:9901'}, ['refused', 'BusyBox nc']],
	['shop', 'shop-api-mesh-1', {target: 'db:5432'}, ['ok', 'curl']],
	['shop', 'shop-search-1', {target: 'queue:5672'}, ['ok', 'curl']],
	['shop', 'shop-migrate-1', {target: 'db:5432'}, ['not-permitted', undefined]],
	['shop', 'host', {target: '127.0.0.1:80'}, ['ok', 'curl']],
	['shop', 'host', {target: '127.0.0.1:9090'}, ['ok', 'curl']],
	['shop', 'host', {target: '127.0.0.1:5432'}, ['refused', 'curl']],
	['shop', 'toolbox', {target: '192.0.2.10:80'}, ['ok', 'BusyBox nc']],
	['shop', 'toolbox', {target: '192.0.2.10:9090'}, ['refused', 'BusyBox nc']],
	['broken', 'icc-client', {target: 'server:8080'}, ['timeout', 'BusyBox nc']],
	['broken', 'api-old', {target: 'deaf-server:8080'}, ['refused', 'curl']],
	['broken', 'api-old', {target: 'loopback-server:8080'}, ['refused', 'curl']],
	['broken', 'loopback-server', {target: '127.0.0.1:8080'}, ['ok', 'curl']],
	['broken', 'api-old', {target: 'paused-server:8080'}, ['ok', 'curl']],
	['broken', 'api-old', {target: 'orders:8080'}, ['no-name', 'curl']],
	['broken', 'api-old', {target: 'api-new:8080'}, ['refused', 'curl']],
	['broken', 'closed-client', {target: '198.51.100.7:80'}, ['unreachable', 'BusyBox nc']],
	['broken', 'lonely', {target: '10.61.0.2:8080'}, ['unreachable', 'BusyBox nc']],
	['broken', 'host', {target: '127.0.0.1:8080'}, ['ok', 'curl']],
	['broken', 'host', {target: '192.168.50.20:80'}, ['unreachable', 'curl']],
]);

table('http', [
	['shop', 'shop-api-1', {target: 'http://search:3000/'}, ['timeout', 'curl']],
	['shop', 'shop-queue-1', {target: 'http://grafana:3000/'}, ['ok', 'bash', {status: 200}]],
	['shop', 'shop-proxy-1', {target: 'http://shop-api-1:3000/'}, ['ok', 'BusyBox wget', {status: 200}]],
	['shop', 'shop-proxy-1', {target: 'http://shop-api-2:3000/'}, ['ok', 'BusyBox wget', {status: 503}]],
	['shop', 'shop-proxy-1', {target: 'http://queue:5672/'}, ['reset', 'BusyBox wget']],
	['shop', 'shop-api-1', {target: 'https://proxy/'}, ['tls', 'curl']],
	['shop', 'shop-api-1', {target: 'https://proxy:80/'}, ['tls', 'curl']],
	['shop', 'shop-api-1', {target: 'http://db:5432/'}, ['reset', 'curl']],
	['shop', 'shop-api-1', {target: 'https://www.example.com/'}, ['ok', 'curl', {status: 200}]],
	['shop', 'shop-api-mesh-1', {target: 'http://localhost:9901/'}, ['ok', 'curl', {status: 200}]],
	['shop', 'host', {target: 'http://127.0.0.1/'}, ['ok', 'curl', {status: 200}]],
	['broken', 'api-old', {target: 'http://stock:8080/'}, ['ok', 'curl', {status: 503}]],
	['broken', 'api-old', {target: 'http://paused-server:8080/'}, ['timeout', 'curl']],
	['broken', 'host', {target: 'http://127.0.0.1:8081/'}, ['reset', 'curl']],
	['broken', 'icc-client', {target: 'http://server:8080/'}, ['timeout', 'BusyBox wget']],
	['broken', 'nameless-1', {target: 'http://nameless-2:8080/'}, ['no-name', 'BusyBox wget']],
]);

table('udp', [
	['shop', 'shop-cache-1', {target: 'db:5353'}, ['refused', 'bash']],
	['shop', 'shop-cache-1', {target: 'nobody:53'}, ['no-name', 'bash']],
	['shop', 'shop-proxy-1', {target: 'api:53'}, ['refused', 'BusyBox nc']],
	['shop', 'shop-proxy-1', {target: 'www.example.com:53'}, ['timeout', 'BusyBox nc']],
	['shop', 'shop-db-1', {target: '198.51.100.7:53'}, ['unreachable', 'BusyBox nc']],
	['shop', 'shop-cache-1', {target: '198.51.100.7:53'}, ['unreachable', 'bash']],
]);

table('dns', [
	['shop', 'shop-api-1', {target: 'db'}, ['ok', 'dig', {addresses: ['10.20.30.10'], server: '127.0.0.11'}]],
	['shop', 'shop-proxy-1', {target: 'api'}, ['ok', 'BusyBox nslookup', {addresses: ['172.21.0.3', '172.21.0.4']}]],
	['shop', 'shop-proxy-1', {target: 'api', type: 'AAAA'}, ['no-name', 'BusyBox nslookup', {addresses: []}]],
	[
		'shop',
		'shop-proxy-1',
		{target: '172.21.0.3', type: 'PTR'},
		['ok', 'BusyBox nslookup', {names: ['shop-api-1.shop_back']}],
	],
	['shop', 'shop-api-1', {target: '10.20.30.10', type: 'PTR'}, ['ok', 'dig', {names: ['shop-db-1.shop_data']}]],
	['shop', 'shop-cache-1', {target: '10.20.30.10', type: 'PTR'}, ['ok', 'getent', {names: ['shop-db-1.shop_data']}]],
	['shop', 'shop-api-1', {target: '172.21.0.250', type: 'PTR'}, ['no-name', 'dig']],
	[
		'shop',
		'shop-api-1',
		{target: '_https._tcp.example.com', type: 'SRV'},
		['ok', 'dig', {records: ['0 5 443 example.com']}],
	],
	['shop', 'shop-proxy-1', {target: '_pg._tcp.db', type: 'SRV'}, ['no-name', 'BusyBox nslookup']],
	['shop', 'shop-api-1', {target: 'example.com', server: '198.51.100.53'}, ['ok', 'dig']],
	['shop', 'shop-api-1', {target: 'db', server: '10.20.30.10'}, ['refused', 'dig']],
	['shop', 'shop-db-1', {target: 'example.com'}, ['no-name', 'BusyBox nslookup']],
	['shop', 'shop-api-mesh-1', {target: 'db'}, ['ok', 'dig', {addresses: ['10.20.30.10']}]],
	['broken', 'api-old', {target: 'api'}, ['ok', 'dig', {addresses: ['10.61.0.2', '10.61.0.3']}]],
	['broken', 'nameless-1', {target: 'nameless-2'}, ['no-name', 'BusyBox nslookup']],
	['broken', 'lonely', {target: 'api'}, ['unreachable', 'BusyBox nslookup']],
]);

table('mtu', [
	['shop', 'shop-api-1', {target: 'db'}, ['ok', 'iputils ping', {mtu: 1500, interfaceMtu: 1500, vanishes: false}]],
	['shop', 'shop-proxy-1', {target: 'api'}, ['ok', 'iputils ping', {mtu: 1500}]],
	['shop', 'shop-api-1', {target: 'db', size: 3000}, ['too-big', 'iputils ping']],
	[
		'broken',
		'jumbo-client',
		{target: 'jumbo-server'},
		['timeout', 'iputils ping', {mtu: 1400, interfaceMtu: 9000, vanishes: true}],
	],
	['broken', 'jumbo-client', {target: '198.51.100.7'}, ['ok', 'iputils ping', {mtu: 1500, hop: '10.66.0.1'}]],
	['broken', 'jumbo-server', {target: 'jumbo-client'}, ['ok', 'iputils ping', {mtu: 1400, interfaceMtu: 1400}]],
	['broken', 'icc-client', {target: 'server'}, ['timeout', 'iputils ping']],
	['swarm', 'debug', {target: '10.0.2.2'}, ['ok', 'iputils ping', {mtu: 1450}]],
]);

table('trace', [
	[
		'shop',
		'shop-api-1',
		{target: 'db'},
		['ok', 'tracepath', {reached: true, hops: [{hop: 1, address: '10.20.30.10'}]}],
	],
	['shop', 'shop-proxy-1', {target: 'www.example.com'}, ['ok', 'BusyBox traceroute', {reached: true}]],
	['shop', 'shop-proxy-1', {target: '10.20.30.10'}, ['timeout', 'BusyBox traceroute', {reached: false}]],
	['shop', 'shop-proxy-1', {target: '172.21.0.99'}, ['unreachable', 'BusyBox traceroute']],
	['shop', 'shop-api-1', {target: '172.21.0.99'}, ['unreachable', 'tracepath']],
	['shop', 'shop-db-1', {target: '198.51.100.7'}, ['unreachable', 'BusyBox traceroute']],
	['shop', 'shop-api-1', {target: 'nobody'}, ['no-name', 'tracepath']],
	['broken', 'icc-client', {target: 'server'}, ['timeout', 'BusyBox traceroute']],
]);

table('ping', [
	['shop', 'shop-cache-1', {target: 'db', count: 2}, ['ok', 'iputils ping', {received: 2}]],
	['shop', 'shop-search-1', {target: 'queue', count: 2}, ['ok', 'iputils ping', {received: 2}]],
	['shop', 'host', {target: '10.20.30.10', count: 2}, ['ok', 'iputils ping', {received: 2}]],
]);

const on = (protocol: string, address: string, port: number, process?: string) => ({
	protocol,
	family: address.includes(':') ? 6 : 4,
	address,
	port,
	...(process && {process}),
});

table('listeners', [
	[
		'shop',
		'shop-proxy-1',
		{target: ''},
		['ok', 'sh', {listeners: [on('tcp', '::', 80, 'nginx'), on('tcp', '::', 443, 'nginx')]}],
	],
	[
		'shop',
		'shop-api-1',
		{target: ''},
		['ok', 'sh', {listeners: [on('tcp', '::', 3000, 'node'), on('tcp', '127.0.0.1', 9901), on('tcp', '::', 15001)]}],
	],
	[
		'shop',
		'shop-api-mesh-1',
		{target: ''},
		[
			'ok',
			'sh',
			{listeners: [on('tcp', '::', 3000), on('tcp', '127.0.0.1', 9901, 'envoy'), on('tcp', '::', 15001, 'envoy')]},
		],
	],
	['shop', 'shop-search-1', {target: ''}, ['ok', 'sh', {listeners: [on('tcp', '::', 3000, 'node')]}]],
	['broken', 'deaf-server', {target: ''}, ['ok', 'sh', {listeners: []}]],
	[
		'broken',
		'host',
		{target: ''},
		[
			'ok',
			'sh',
			{
				listeners: [
					on('tcp', '::', 22, 'sshd'),
					on('tcp', '::', 8080, 'docker-proxy'),
					on('tcp', '::', 8081, 'docker-proxy'),
				],
			},
		],
	],
]);

table('routes', [
	[
		'shop',
		'shop-db-1',
		{target: ''},
		[
			'ok',
			'sh',
			{
				routes: [{destination: '10.20.30.0/27', interface: 'eth0'}],
				interfaces: [
					{name: 'lo', mtu: 65536},
					{name: 'eth0', mtu: 1500, addresses: ['10.20.30.10/27']},
				],
			},
		],
	],
	['shop', 'shop-cache-1', {target: ''}, ['ok', 'sh', {interfaces: [{name: 'lo'}, {name: 'eth0', mtu: 1500}]}]],
	[
		'shop',
		'shop-proxy-1',
		{target: ''},
		[
			'ok',
			'sh',
			{
				defaultGateway: {address: '172.20.0.1', interface: 'eth0'},
				defaultGateway6: {address: 'fd00:5e0b:20::1', interface: 'eth0'},
				interfaces: [{}, {addresses: ['172.20.0.2/16', 'fd00:5e0b:20::2/64']}, {addresses: ['172.21.0.2/16']}],
			},
		],
	],
	['broken', 'lonely', {target: ''}, ['ok', 'sh', {routes: [], interfaces: [{name: 'lo'}]}]],
	['broken', 'jumbo-server', {target: ''}, ['ok', 'sh', {interfaces: [{}, {name: 'eth0', mtu: 1400}]}]],
	['shop', 'host', {target: ''}, ['ok', 'sh', {defaultGateway: {address: '192.0.2.1', interface: 'eth0'}}]],
]);

describe('throughput', () => {
	const whole = 67_108_864;
	const rows: readonly (readonly [ScenarioName, string, string, string, string, string, number | undefined])[] = [
		['shop', 'shop-api-1', 'shop-proxy-1', '172.21.0.2', 'ok', 'OpenBSD nc', whole],
		['shop', 'shop-proxy-1', 'shop-api-1', '172.21.0.3', 'ok', 'BusyBox nc', whole],
		['shop', 'shop-cache-1', 'shop-db-1', '10.20.30.10', 'ok', 'OpenBSD nc', whole],
		['broken', 'icc-client', 'icc-server', '10.62.0.3', 'timeout', 'BusyBox nc', undefined],
		['broken', 'closed-client', 'icc-server', '10.62.0.3', 'unreachable', 'BusyBox nc', undefined],
	];
	test.each(rows)('%s: %s → %s (%s) is %s', async (scenario, from, to, address, result, tool, bytes) => {
		const engine = engineOf(scenario);
		const [asker, target] = [await askerFor(engine, from), await askerFor(engine, to)];
		const run = {engine, asker, target, address, signal: never, now: () => 1.8e12, image: netshoot};
		const done = await runThroughput(run);
		const {message, ...figures} = done.result!;
		expect({tool: done.tool, result: figures.result, bytes: figures.bytes}, message).toEqual({tool, result, bytes});
		const {result: after} = await probed('listeners', scenario, to, {target: ''});
		expect(after?.listeners.map(({port}) => port)).not.toContain(15_201);
	});
});

test('every probe is shown', () => {
	expect([...shown, 'throughput'].sort()).toEqual(Object.keys(probes).sort());
});
