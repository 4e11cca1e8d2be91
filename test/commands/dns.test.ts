import {expect, test} from 'vitest';
import {dns} from '../../source/commands/dns.js';
import {inShop} from './probing.js';

test('a sentence with the addresses', async () => {
	expect(await inShop(dns, ['shop-worker-1', 'db'])).toEqual({
		exitCode: 0,
		printed: ['shop-worker-1 resolves db to 10.20.30.10 (dig, server 127.0.0.11).'],
	});
});

test('--json', async () => {
	const {exitCode, printed} = await inShop(dns, ['shop-cache-1', 'db'], {json: true});
	expect(exitCode).toBe(0);
	expect(JSON.parse(printed[0]!)).toEqual({
		result: 'ok',
		addresses: ['10.20.30.10'],
		server: '127.0.0.11',
		message: expect.any(String),
		tool: 'getent',
		vantage: {
			kind: 'container',
			host: expect.any(String),
			id: expect.stringMatching(/^[\da-f]{64}$/),
			name: 'shop-cache-1',
		},
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
		printed: ['shop-cache-1 has no dig, nslookup or host: db was not tried.'],
	});
});

test.each([
	[[], {}, 'dns takes a container and a name'],
	[['shop-cache-1', '10.0.0.1'], {}, 'is an address already'],
	[['shop-cache-1', 'db'], {server: '-x'}, "'-x' is not a name or an address"],
])('%j %j', async (given, flags, message) => {
	await expect(inShop(dns, given, flags)).rejects.toThrow(message);
});
