import {expect, test} from 'vitest';
import {dns} from '../../source/commands/dns.js';
import {inShop} from './probing.js';

test('a sentence with the addresses', async () => {
	expect(await inShop(dns, ['shop-worker-1', 'db'])).toEqual({
		exitCode: 0,
		printed: [
			'shop-worker-1 resolves db to 10.20.30.10 (dig, server 127.0.0.11).',
			expect.stringMatching(/^ran: docker exec shop-worker-1 dig .* -q db -t A -q db -t AAAA$/),
		],
	});
});

test('--json', async () => {
	const {exitCode, printed} = await inShop(dns, ['shop-cache-1', 'db'], {json: true});
	expect(exitCode).toBe(0);
	expect(JSON.parse(printed[0]!)).toEqual({
		probe: 'dns',
		from: 'shop-cache-1',
		to: 'db',
		result: 'ok',
		vantage: 'tool',
		tool: 'getent',
		command: 'docker exec shop-cache-1 getent ahosts db',
		startedAt: '1970-01-01T00:00:00.000Z',
		durationMs: 0,
		message: expect.any(String),
		addresses: ['10.20.30.10'],
		names: [],
		records: [],
		type: null,
		server: '127.0.0.11',
		ms: null,
		code: null,
	});
});

test('a name that is not there is exit code 1', async () => {
	const {exitCode, printed} = await inShop(dns, ['shop-proxy-1', 'db'], {json: true});
	expect(exitCode).toBe(1);
	expect(JSON.parse(printed[0]!)).toMatchObject({result: 'no-name', addresses: [], tool: 'BusyBox nslookup'});
});

test('another server is for tools that can ask it', async () => {
	const {exitCode, printed} = await inShop(dns, ['shop-cache-1', 'db'], {server: '127.0.0.11'});
	expect({exitCode, printed}).toEqual({
		exitCode: 1,
		printed: [
			expect.stringMatching(
				/^db was not tried: shop-cache-1 has no dig or .* or BusyBox nslookup \(old\); no helper container: --read-only/,
			),
		],
	});
});

test.each([
	[[], {}, 'dns takes two arguments: docknet dns FROM NAME, FROM is a container, host'],
	[['shop-cache-1', '10.0.0.1'], {}, 'is an address already'],
	[['shop-cache-1', 'db'], {type: 'MX'}, '--type MX: give one of A, AAAA, PTR, SRV'],
	[['shop-cache-1', 'db'], {server: '-x'}, "'-x' is not a name or an address"],
])('%j %j', async (given, flags, message) => {
	await expect(inShop(dns, given, flags)).rejects.toThrow(message);
});

test('dns --all tells every name, without asking', async () => {
	const {exitCode, printed} = await inShop(dns, ['shop-worker-1'], {all: true, json: true});
	expect(exitCode).toBe(0);
	expect(JSON.parse(printed[0]!)).toContainEqual({
		name: 'db',
		network: 'shop_data',
		addresses: ['10.20.30.10'],
		owners: ['shop-db-1'],
		hidden: [],
		check: null,
	});
	await expect(inShop(dns, [], {all: true})).rejects.toThrow('dns --all takes one container');
});

test('dns --all --check looks each up: agreement is exit code 0', async () => {
	const {exitCode, printed} = await inShop(dns, ['shop-worker-1'], {all: true, check: true, json: true});
	const names: readonly {name: string; check: {verdict: string}}[] = JSON.parse(printed[0]!);
	expect(names.filter(({check}) => check.verdict !== 'agrees')).toEqual([]);
	expect(names).toContainEqual(
		expect.objectContaining({
			name: 'db',
			check: {
				verdict: 'agrees',
				addresses: ['10.20.30.10'],
				message: 'shop-worker-1 resolves db to 10.20.30.10 (dig, server 127.0.0.11).',
			},
		}),
	);
	expect(exitCode).toBe(0);
});

test('dns --all --check where nothing can be asked is unknown, with the reason, and exit code 1', async () => {
	const {exitCode, printed} = await inShop(dns, ['shop-search-1'], {all: true, check: true});
	expect(exitCode).toBe(1);
	expect(printed[0]).toMatch(/^Names \(predicted, and looked up: 0 agree, \d+ unknown\)/);
	expect(printed[0]).toContain('? ');
	await expect(inShop(dns, ['shop-search-1', 'db'], {check: true})).rejects.toThrow('--check belongs to --all');
});
