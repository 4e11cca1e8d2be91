import {describe, expect, test} from 'vitest';
import {discovery, type ToolId, toolsFound} from '../../../source/core/probes/discover.js';
import {ping} from '../../../source/core/probes/ping.js';
import type {Engine} from '../../../source/engine/engine.js';
import {createSimulatedEngine} from '../../../source/engine/simulated/engine.js';
import type {ScenarioName} from '../../../source/engine/simulated/scenarios/all.js';

const never = new AbortController().signal;
const engines = new Map<ScenarioName, Engine>();

function engineOf(scenario: ScenarioName): Engine {
	const engine = engines.get(scenario) ?? createSimulatedEngine({scenario, latencyMs: 0, now: () => 1.8e12});
	engines.set(scenario, engine);
	return engine;
}

async function execute(scenario: ScenarioName, name: string, argv: readonly string[], timeoutMs = 20_000) {
	const engine = engineOf(scenario);
	const changes = await engine.list(never);
	const containers = changes.flatMap(change => (change.type === 'containers' ? change.containers : []));
	const container = containers.find(other => other.name === name)!.id;
	return engine.execute({kind: 'tool', host: engine.host, container}, argv, {timeoutMs, signal: never});
}

describe('the discovery script finds what the image has', () => {
	const found: readonly (readonly [string, readonly ToolId[]])[] = [
		[
			'shop-proxy-1',
			[
				...(['sh', 'cat', 'ping-busybox', 'nslookup-busybox', 'nc-busybox', 'wget-busybox'] as const),
				...(['traceroute-busybox', 'ip-busybox', 'timeout-busybox'] as const),
			],
		],
		[
			'shop-api-1',
			[
				...(['sh', 'cat', 'dig', 'getent', 'bash', 'curl', 'tracepath', 'ping-iputils', 'nc-openbsd'] as const),
				...(['ip-iproute', 'timeout-coreutils'] as const),
			],
		],
		['shop-cache-1', ['sh', 'cat', 'getent', 'bash', 'timeout-coreutils']],
		['shop-api-mesh-1', []],
	];
	test.each(found)('%s', async (name, tools) => {
		expect(toolsFound(await execute('shop', name, discovery.argv))).toEqual(tools);
	});
});

describe('ping goes where packets would', () => {
	const reached: readonly (readonly [ScenarioName, string, string, string])[] = [
		['shop', 'shop-proxy-1', 'api', 'ok'],
		['shop', 'shop-api-1', 'db', 'ok'],
		['shop', 'shop-api-1', '10.20.30.10', 'ok'],
		['shop', 'shop-proxy-1', 'db', 'no-name'],
		['shop', 'shop-proxy-1', '10.20.30.10', 'timeout'],
		['shop', 'shop-proxy-1', 'www.example.com', 'ok'],
		['shop', 'shop-db-1', 'www.example.com', 'no-name'],
		['shop', 'shop-db-1', '198.51.100.7', 'unreachable'],
		['shop', 'shop-api-1', '172.21.0.99', 'unreachable'],
		['shop', 'shop-api-1', 'search', 'ok'],
		['shop', 'shop-api-1', 'migrate', 'no-name'],
		['shop', 'toolbox', 'grafana', 'no-name'],
		['shop', 'node-exporter', '10.20.30.10', 'ok'],
		['broken', 'icc-client', 'server', 'timeout'],
		['broken', 'lonely', '10.50.0.2', 'unreachable'],
		['broken', 'api-old', 'orders', 'no-name'],
		['broken', 'api-old', 'lossy', 'loss'],
	];
	test.each(reached)('%s: %s to %s is %s', async (scenario, from, target, result) => {
		const tools = toolsFound(await execute(scenario, from, discovery.argv));
		const tool = ping.tools.find(({id}) => (tools as readonly string[]).includes(id))!;
		const input = {from, target, count: 8};
		const {argv, timeoutMs} = ping.argv(input, tool);
		expect(ping.parse(await execute(scenario, from, argv, timeoutMs), tool, input)).toMatchObject({result});
	});
});

test('names have the addresses of all who hold them', async () => {
	const answer = await execute('shop', 'shop-proxy-1', ['nslookup', 'api']);
	expect(answer.stdout).toContain('Name:\tapi\nAddress: 172.21.0.3\nName:\tapi\nAddress: 172.21.0.4\n');
	const both = await execute('shop', 'shop-api-1', ['dig', '-q', 'db', '-t', 'A', '-q', 'db', '-t', 'AAAA']);
	expect(both.stdout.match(/status: NOERROR/g)).toHaveLength(2);
	expect(both.stdout).toContain('IN\tA\t10.20.30.10');
	expect(await execute('shop', 'shop-cache-1', ['getent', 'ahosts', 'nobody'])).toMatchObject({
		exitCode: 2,
		stdout: '',
	});
});

test('nothing runs in a container that does not', async () => {
	await expect(execute('shop', 'shop-search-1', ['cat', '/etc/hosts'])).rejects.toThrow('is paused, unpause');
	await expect(execute('shop', 'shop-migrate-1', ['cat', '/etc/hosts'])).rejects.toThrow('is not running');
});
