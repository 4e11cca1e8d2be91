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
			'ran: docker exec shop-worker-1 ping -n -c 2 -W 2 db',
		]);
	});

	test('--json is one object', async () => {
		const {exitCode, printed} = await inShop(ping, ['shop-worker-1', 'db'], {json: true});
		expect(exitCode).toBe(0);
		expect(printed).toHaveLength(1);
		expect(JSON.parse(printed[0]!)).toEqual({
			probe: 'ping',
			from: 'shop-worker-1',
			to: 'db',
			result: 'ok',
			vantage: 'tool',
			tool: 'iputils ping',
			command: 'docker exec shop-worker-1 ping -n -c 3 -W 2 db',
			startedAt: '1970-01-01T00:00:00.000Z',
			durationMs: 0,
			message: expect.stringContaining('reaches db'),
			sent: 3,
			received: 3,
			lossPercent: 0,
			rttMs: {min: expect.any(Number), avg: expect.any(Number), max: expect.any(Number)},
			replies: [1, 2, 3].map(sequence => ({sequence, ms: expect.any(Number)})),
			address: '10.20.30.10',
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
			vantage: null,
			command: null,
			message: expect.stringContaining('db was not tried: shop-cache-1 has no ping; no helper container: --read-only'),
		});
		const unknown = await inShop(ping, ['shop-worker-1', 'nosuchname']);
		expect(unknown).toEqual({
			exitCode: 1,
			printed: [expect.stringContaining('cannot resolve nosuchname'), expect.stringMatching(/^ran: /)],
		});
	});

	test.each([
		[[], {}, 'ping takes two arguments: docknet ping FROM TARGET'],
		[['a', 'b', 'c'], {}, 'ping takes two arguments: docknet ping FROM TARGET'],
		[['shop-wroker-1', 'db'], {}, "There is no container 'shop-wroker-1'. Near it: shop-worker-1"],
		[['shop-worker-1', '-f'], {}, "'-f' is not a name or an address"],
		[['shop-worker-1', 'db'], {via: 'ssh'}, '--via ssh: give one of tool, helper, namespace'],
		[['shop-worker-1', 'db'], {timeout: 0}, '--timeout 0: give more than 0 seconds'],
		[['shop-worker-1', 'db'], {ipv4: true, ipv6: true}, '--ipv4 and --ipv6: give one of them'],
		[['shop-worker-1', 'db'], {pull: true}, '--pull needs to know what: --image NAME'],
		[['shop-worker-1', 'db'], {count: 0}, 'Ping 1 to 100 times.'],
	])('%j %j', async (given, flags, message) => {
		const error = await inShop(ping, given, flags).catch((thrown: unknown) => thrown);
		expect(error).toBeInstanceOf(UserError);
		expect((error as UserError).message).toContain(message);
		expect((error as UserError).exitCode).toBe(2);
	});
});
