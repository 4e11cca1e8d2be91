import {describe, expect, test} from 'vitest';
import {matrix} from '../../source/commands/matrix.js';
import {UserError} from '../../source/errors.js';
import {inShop} from './probing.js';

describe('matrix', () => {
	test('a table, then what failed', async () => {
		const {exitCode, printed} = await inShop(matrix, ['shop_data']);
		const [heading = '', table = '', ...troubles] = printed;
		const [, ok, failed, total] = /^shop_data by ping, .*: (\d+) ok, (\d+) failed of (\d+)$/.exec(heading) ?? [];
		expect(Number(ok) + Number(failed)).toBe(Number(total));
		expect(Number(ok)).toBeGreaterThan(0);
		expect(troubles).toHaveLength(Number(failed));
		expect(exitCode).toBe(Number(failed) > 0 ? 1 : 0);
		const members = table.split('\n').length - 1;
		expect(Number(total)).toBe(members * (members - 1));
	});

	test('--json: every pair', async () => {
		const {printed} = await inShop(matrix, ['shop_data'], {json: true, by: 'dns'});
		const said = JSON.parse(printed[0]!);
		expect(said).toMatchObject({network: 'shop_data', by: 'dns'});
		expect(said.pairs).toHaveLength(said.members.length * (said.members.length - 1));
		expect(said.ok + said.failed).toBe(said.pairs.length);
		const resolved = said.pairs.find((pair: {result: string}) => pair.result === 'ok');
		expect(resolved).toMatchObject({vantage: 'tool', predicted: null, command: expect.stringMatching(/^docker exec /)});
		expect(resolved.target).toBe(resolved.to);
	});

	test('--all: an array, network by network, without the built-in ones', async () => {
		const {printed} = await inShop(matrix, [], {json: true, all: true});
		const said: readonly {readonly network: string}[] = JSON.parse(printed[0]!);
		expect(said.length).toBeGreaterThan(1);
		expect(said.map(({network}) => network)).not.toContain('bridge');
	});

	test.each([
		[[], {}, 'matrix takes one network, or --all'],
		[['shop_data'], {all: true}, 'matrix takes one network, or --all'],
		[['shop_data'], {by: 'udp'}, '--by udp: give one of ping, tcp, dns'],
		[['shop_dta'], {}, "There is no network 'shop_dta'. Near it: shop_data"],
		[['none'], {}, 'A matrix needs at least two containers that run.'],
	])('%j %j', async (given, flags, message) => {
		const error = await inShop(matrix, given, flags).catch((thrown: unknown) => thrown);
		expect(error).toBeInstanceOf(UserError);
		expect((error as UserError).message).toContain(message);
	});
});
