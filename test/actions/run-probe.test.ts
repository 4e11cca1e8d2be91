import {describe, expect, test} from 'vitest';
import {runDns, runPing} from '../../source/actions/run-probe.js';
import type {Container} from '../../source/core/model/container.js';
import {discovery} from '../../source/core/probes/discover.js';
import type {Output, Probed} from '../../source/core/probes/probe.js';
import type {Engine} from '../../source/engine/engine.js';
import {EngineError} from '../../source/engine/errors.js';
import {UserError} from '../../source/errors.js';
import {begun, readCapture} from '../core/probes/fixtures.js';
import {someContainer} from '../store/objects.js';

const missing = readCapture('ping/missing').output;

/** An engine on which programs print what was captured. Keys are the beginnings of command lines. */
function engineThatPrints(prints: Readonly<Record<string, Output>>, resolvConf?: string) {
	const ran: string[] = [];
	const engine = {
		readFile: async () => {
			if (resolvConf === undefined) throw new EngineError('missing', 'no such file');
			return new TextEncoder().encode(resolvConf);
		},
		execute: async (_vantage, argv, {onProgress}) => {
			const line = argv[0] === 'sh' ? 'sh' : argv.join(' ');
			ran.push(line);
			const [, output = missing] = Object.entries(prints).find(([start]) => line.startsWith(start)) ?? [];
			for (const [index] of [...output.stdout].entries()) {
				if (output.stdout[index] === '\n') onProgress?.(begun(output, index + 1));
			}

			return output;
		},
	} satisfies Partial<Engine>;
	return {engine: engine as unknown as Engine, ran};
}

function ask(engine: Engine, given: Partial<Container> = {}) {
	let time = 1000;
	const progress: Probed[] = [];
	return {
		progress,
		run: {
			engine,
			container: someContainer('client', {name: 'client', state: 'running', ...given}),
			signal: new AbortController().signal,
			now: () => time++,
			onProgress: (probed: Probed) => {
				progress.push(probed);
			},
		},
	};
}

const captured = (path: string) => readCapture(path).output;

test('live: the start, the tool, each reply, the end', async () => {
	const {engine, ran} = engineThatPrints({sh: captured('discover/busybox'), ping: captured('ping/busybox-loss')});
	const {run, progress} = ask(engine);
	const probed = await runPing({...run, target: '10.95.1.100', count: 4});
	expect(ran).toEqual(['sh', 'ping -c 4 -W 2 10.95.1.100']);
	expect(probed).toMatchObject({
		kind: 'ping',
		from: 'client',
		tool: 'BusyBox ping',
		startedAt: 1000,
		ping: {result: 'loss'},
	});
	expect(new Set(progress.map(({id}) => id)).size).toBe(1);
	const seen = progress.map(({tool, finishedAt, ping}) => [tool, finishedAt !== undefined, ping?.received]);
	expect(seen.filter((row, index) => JSON.stringify(row) !== JSON.stringify(seen[index - 1]))).toEqual([
		[undefined, false, undefined],
		['BusyBox ping', false, undefined],
		['BusyBox ping', false, 1],
		['BusyBox ping', false, 2],
		['BusyBox ping', true, 2],
	]);
	expect(progress.at(-1)).toBe(probed);
});

test('tools are looked for once for each container, as long as they are there', async () => {
	const prints: Record<string, Output> = {sh: captured('discover/iputils'), ping: captured('ping/iputils-ok')};
	const {engine, ran} = engineThatPrints(prints);
	const {run} = ask(engine);
	const other = ask(engine, {id: 'other'});
	await runPing({...run, target: 'db', count: 3, family: 4});
	await runPing({...run, target: 'db', count: 3, family: 4});
	await runPing({...other.run, target: 'db', count: 3, family: 4});
	expect(ran.filter(line => line === 'sh')).toHaveLength(2);
	prints.ping = missing;
	expect((await runPing({...run, target: 'db', count: 3})).ping?.result).toBe('tool-missing');
	await runPing({...run, target: 'db', count: 3});
	expect(ran.filter(line => line === 'sh')).toHaveLength(3);
});

test('without a shell each program is asked', async () => {
	const {engine, ran} = engineThatPrints({
		'getent --version': captured('dns/getent-one'),
		'getent ahosts': captured('dns/getent-one'),
	});
	const {run} = ask(engine);
	expect((await runDns({...run, name: 'web'})).dns?.addresses).toEqual(['10.95.1.3', '2001:db8:95:1::3']);
	expect(ran).toEqual(['sh', 'dig -v', 'nslookup --help', 'host -V', 'getent --version', 'getent ahosts web']);
});

describe('what cannot be tried is never a failure of the network', () => {
	test('no tool', async () => {
		const {engine, ran} = engineThatPrints({});
		const {run} = ask(engine);
		const {tool, ping} = await runPing({...run, target: 'db', count: 1});
		expect({tool, result: ping?.result, message: ping?.message}).toEqual({
			tool: undefined,
			result: 'tool-missing',
			message: 'client has no ping: db was not tried.',
		});
		expect(ran).toEqual(['sh', 'ping -V']);
	});

	test('only getent, and a server is given', async () => {
		const {engine} = engineThatPrints({sh: captured('discover/getent')});
		const {dns} = await runDns({...ask(engine).run, name: 'db', server: '10.0.0.1'});
		expect(dns).toMatchObject({
			result: 'tool-missing',
			message: 'client has no dig, nslookup or host: db was not tried.',
		});
	});

	test('the runtime can start nothing', async () => {
		const {stdout} = missing;
		const broken = {
			...missing,
			stdout: stdout.replace(/exec: .*/, 'chdir to cwd ("/gone"): no such file or directory'),
		};
		const {engine} = engineThatPrints({sh: broken, ping: broken});
		const {ping} = await runPing({...ask(engine).run, target: 'db', count: 1});
		expect(ping?.result).toBe('not-permitted');
		expect(ping?.message).toContain('Nothing can run in client, so db was not tried: OCI runtime exec failed');
	});

	test('the container hangs', async () => {
		const {engine} = engineThatPrints({sh: {...missing, stdout: '', exitCode: undefined, timedOut: true}});
		const {ping} = await runPing({...ask(engine).run, target: 'db', count: 1});
		expect(ping?.result).toBe('not-permitted');
		expect(ping?.message).toContain(`it did not answer within ${discovery.timeoutMs / 1000} s`);
	});

	test.each(['paused', 'exited', 'created', 'restarting'] as const)('a container that is %s', async state => {
		const {engine, ran} = engineThatPrints({});
		const probed = await runPing({...ask(engine, {state}).run, target: 'db', count: 1});
		expect(ran).toEqual([]);
		expect(probed.finishedAt).toBeDefined();
		expect(probed.ping).toMatchObject({
			result: 'not-permitted',
			message: `Nothing can run in client, so db was not tried: it is ${state}.`,
		});
	});

	test('a container that was paused meanwhile', async () => {
		const engine = {
			execute: async () => {
				throw new EngineError('conflict', 'Container client is paused, unpause the container before exec');
			},
		} as unknown as Engine;
		const {ping} = await runPing({...ask(engine).run, target: 'db', count: 1});
		expect(ping).toMatchObject({result: 'not-permitted', message: expect.stringContaining('is paused')});
	});
});

test('an engine that fails rejects, and the history learns that the probe is over', async () => {
	const engine = {
		execute: async () => {
			throw new EngineError('cancelled', 'Cancelled.');
		},
	} as unknown as Engine;
	const {run, progress} = ask(engine);
	await expect(runPing({...run, target: 'db', count: 1})).rejects.toMatchObject({kind: 'cancelled'});
	expect(progress.at(-1)?.finishedAt).toBeDefined();
	expect(progress.at(-1)?.ping).toBeUndefined();
});

test("getent's server is the container's own", async () => {
	const prints = {sh: captured('discover/getent'), getent: captured('dns/getent-one')};
	const {engine} = engineThatPrints(prints, 'nameserver 127.0.0.11\n');
	expect((await runDns({...ask(engine).run, name: 'web'})).dns?.server).toBe('127.0.0.11');
	const bare = engineThatPrints(prints);
	expect((await runDns({...ask(bare.engine).run, name: 'web'})).dns).toMatchObject({result: 'ok'});
});

test('what a tool could take for an option is refused', async () => {
	const {engine, ran} = engineThatPrints({});
	const {run} = ask(engine);
	for (const wrong of [
		runPing({...run, target: '-f', count: 1}),
		runPing({...run, target: 'db', count: 0}),
		runPing({...run, target: 'db', count: 1.5}),
		runDns({...run, name: '10.0.0.1'}),
		runDns({...run, name: 'db', server: '-x'}),
	]) {
		await expect(wrong).rejects.toBeInstanceOf(UserError);
	}

	expect(ran).toEqual([]);
});
