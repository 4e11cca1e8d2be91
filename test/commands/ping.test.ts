import {describe, expect, test} from 'vitest';
import {ping} from '../../source/commands/ping.js';
import {UserError} from '../../source/errors.js';
import {inShop} from './probing.js';

describe('ping', () => {
	test('a line for each reply, then what it comes to', async () => {
		const {exitCode, printed} = await inShop(ping, ['shop-worker-1', 'db'], {count: 2});
		expect(exitCode).toBe(0);
		expect(printed).toEqual([
			expect.stringMatching(/^reply 1 from 10\.20\.30\.10: [\d.]+ ms$/),
			expect.stringMatching(/^reply 2 from 10\.20\.30\.10: [\d.]+ ms$/),
			expect.stringMatching(/^shop-worker-1 reaches db \(10\.20\.30\.10\): 2 of 2 replies, .* \(iputils ping\)\.$/),
		]);
	});

	test('--json is one object', async () => {
		const {exitCode, printed} = await inShop(ping, ['shop-worker-1', 'db'], {json: true});
		expect(exitCode).toBe(0);
		expect(printed).toHaveLength(1);
		expect(JSON.parse(printed[0]!)).toEqual({
			result: 'ok',
			sent: 3,
			received: 3,
			lossPercent: 0,
			rttMs: {min: expect.any(Number), avg: expect.any(Number), max: expect.any(Number)},
			address: '10.20.30.10',
			message: expect.stringContaining('reaches db'),
			tool: 'iputils ping',
			vantage: {
				kind: 'container',
				host: expect.any(String),
				id: expect.stringMatching(/^[\da-f]{64}$/),
				name: 'shop-worker-1',
			},
		});
	});

	test('what failed is exit code 1, and empty is null', async () => {
		const missing = await inShop(ping, ['shop-cache-1', 'db'], {json: true});
		expect(missing.exitCode).toBe(1);
		expect(JSON.parse(missing.printed[0]!)).toMatchObject({
			result: 'tool-missing',
			rttMs: null,
			address: null,
			tool: null,
			message: 'shop-cache-1 has no ping: db was not tried.',
		});
		const unknown = await inShop(ping, ['shop-worker-1', 'nosuchname']);
		expect(unknown).toEqual({exitCode: 1, printed: [expect.stringContaining('cannot resolve nosuchname')]});
	});

	test.each([
		[[], {}, 'ping takes a container and a target'],
		[['a', 'b', 'c'], {}, 'ping takes a container and a target'],
		[['shop-wroker-1', 'db'], {}, "There is no container 'shop-wroker-1'. Near it: shop-worker-1"],
		[['shop-worker-1', '-f'], {}, "'-f' is not a name or an address"],
		[['shop-worker-1', 'db'], {count: 0}, 'Ping 1 to 100 times.'],
	])('%j %j', async (given, flags, message) => {
		const error = await inShop(ping, given, flags).catch((thrown: unknown) => thrown);
		expect(error).toBeInstanceOf(UserError);
		expect((error as UserError).message).toContain(message);
		expect((error as UserError).exitCode).toBe(2);
	});
});
