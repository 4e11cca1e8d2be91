import {describe, expect, test} from 'vitest';
import {type ProbeRun, runProbe} from '../../source/actions/run-probe.js';
import {askerOf} from '../../source/actions/vantages.js';
import type {Container} from '../../source/core/model/container.js';
import {discovery} from '../../source/core/probes/discover.js';
import type {Output, Vantage} from '../../source/core/probes/probe.js';
import type {Probed} from '../../source/core/probes/probed.js';
import type {Engine} from '../../source/engine/engine.js';
import {EngineError} from '../../source/engine/errors.js';
import {UserError} from '../../source/errors.js';
import {begun, readCapture} from '../core/probes/fixtures.js';
import {someContainer} from '../store/objects.js';

const missing = readCapture('ping/missing').output;
const noNamespace = new EngineError('unsupported', 'The engine is on another machine.');

type Prints = Readonly<Record<string, Output | EngineError>>;

const placeOf = (vantage: Vantage) => (vantage.kind === 'helper' ? vantage.image : vantage.kind);

/**
 * An engine on which programs print what was captured. Keys are the beginnings of command lines, those of other places than
 * the container with the place before them: `lab/iputils: ping`, `namespace: ping`.
 */
function engineThatPrints(prints: Prints, {resolvConf, images = []}: {resolvConf?: string; images?: string[]} = {}) {
	const ran: string[] = [];
	const engine = {
		host: 'unix:///engine.sock',
		images: async () => images,
		readFile: async () => {
			if (resolvConf === undefined) throw new EngineError('missing', 'no such file');
			return new TextEncoder().encode(resolvConf);
		},
		execute: async (vantage, argv, {onProgress}) => {
			const place = placeOf(vantage);
			const line = `${place === 'tool' ? '' : `${place}: `}${argv[0] === 'sh' ? 'sh' : argv.join(' ')}`;
			ran.push(line);
			const [, output = missing] = Object.entries(prints).find(([start]) => line.startsWith(start)) ?? [];
			if (output instanceof EngineError) throw output;
			for (const [index] of [...output.stdout].entries()) {
				if (output.stdout[index] === '\n') onProgress?.(begun(output, index + 1));
			}

			return output;
		},
	} satisfies Partial<Engine>;
	return {engine: engine as unknown as Engine, ran};
}

function ask(engine: Engine, given: Partial<Container> = {}, more: Partial<ProbeRun> = {via: 'tool'}) {
	let time = 1000;
	const progress: Probed[] = [];
	const run: ProbeRun = {
		engine,
		asker: askerOf(someContainer('client', {name: 'client', state: 'running', ...given})),
		signal: new AbortController().signal,
		now: () => time++,
		onProgress: probed => progress.push(probed),
		...more,
	};
	return {
		progress,
		ping: (input: {target: string; count?: number; family?: 4 | 6}) => runProbe('ping', {count: 1, ...input}, run),
		dns: (target: string, server?: string) => runProbe('dns', {target, server}, run),
	};
}

const captured = (path: string) => readCapture(path).output;

test('live: the start, the tool, each reply, the end', async () => {
	const {engine, ran} = engineThatPrints({sh: captured('discover/busybox'), ping: captured('ping/busybox-loss')});
	const {ping, progress} = ask(engine);
	const probed = await ping({target: '10.95.1.100', count: 4});
	expect(ran).toEqual(['sh', 'ping -c 4 -W 2 10.95.1.100']);
	expect(probed).toMatchObject({
		kind: 'ping',
		from: 'client',
		target: '10.95.1.100',
		vantage: {kind: 'tool'},
		tool: 'BusyBox ping',
		command: 'docker exec client ping -c 4 -W 2 10.95.1.100',
		startedAt: 1000,
		result: {result: 'loss'},
	});
	expect(new Set(progress.map(({id}) => id)).size).toBe(1);
	const received = (known: Probed) => (known.kind === 'ping' ? known.result?.received : undefined);
	const seen = progress.map(known => [known.tool, known.finishedAt !== undefined, received(known)]);
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
	const client = ask(engine);
	await client.ping({target: 'db', family: 4});
	await client.ping({target: 'db', family: 4});
	await ask(engine, {id: 'other'}).ping({target: 'db', family: 4});
	expect(ran.filter(line => line === 'sh')).toHaveLength(2);
	prints.ping = missing;
	expect((await client.ping({target: 'db'})).result?.result).toBe('tool-missing');
	await client.ping({target: 'db'});
	expect(ran.filter(line => line === 'sh')).toHaveLength(3);
});

test('without a shell each program is asked', async () => {
	const {engine, ran} = engineThatPrints({
		'getent --version': captured('discover/getent'),
		'getent ahosts': captured('dns/getent-one'),
	});
	const {result} = await ask(engine).dns('web');
	expect(result?.addresses).toEqual(['10.95.1.3', '2001:db8:95:1::3']);
	expect(ran).toContain('getent --version');
	expect(ran.at(-1)).toBe('getent ahosts web');
});

describe('one of many, without a shell', () => {
	const isOneOfMany = true;

	test('a helper is asked before each program is', async () => {
		const prints = {'lab/iputils: sh': captured('discover/iputils'), 'lab/iputils: ping': captured('ping/iputils-ok')};
		const {engine, ran} = engineThatPrints(prints);
		const {vantage, result} = await ask(engine, {}, {isOneOfMany, image: 'lab/iputils'}).ping({target: 'db', count: 3});
		expect({kind: vantage?.kind, result: result?.result}).toEqual({kind: 'helper', result: 'ok'});
		expect(ran.filter(line => !line.startsWith('lab/iputils'))).toEqual(['sh']);
	});

	test('where there is none, each program is, and the reason is said once', async () => {
		const {engine, ran} = engineThatPrints({'namespace: ': noNamespace});
		const {result} = await ask(engine, {}, {isOneOfMany, readOnly: true}).ping({target: 'db'});
		expect(ran.slice(0, 2)).toEqual(['sh', 'ping -V']);
		expect(result?.message.match(/client has no ping/g)).toHaveLength(1);
	});
});

describe('what cannot be tried is never a failure of the network', () => {
	test('no tool', async () => {
		const {engine, ran} = engineThatPrints({});
		const {tool, vantage, result} = await ask(engine).ping({target: 'db'});
		expect({tool, vantage, result: result?.result, message: result?.message}).toEqual({
			tool: undefined,
			vantage: undefined,
			result: 'tool-missing',
			message: expect.stringMatching(/^db was not tried: client has no ping; --via tool allows no other way\./),
		});
		expect(ran).toEqual(['sh', 'ping -V']);
	});

	test('only getent, and a server is given', async () => {
		const {engine} = engineThatPrints({sh: captured('discover/getent')});
		const {result} = await ask(engine).dns('db', '10.0.0.1');
		expect(result?.result).toBe('tool-missing');
	});

	test('the runtime can start nothing', async () => {
		const {stdout} = missing;
		const broken = {
			...missing,
			stdout: stdout.replace(/exec: .*/, 'chdir to cwd ("/gone"): no such file or directory'),
		};
		const {engine} = engineThatPrints({sh: broken, ping: broken});
		const {result} = await ask(engine).ping({target: 'db'});
		expect(result?.result).toBe('not-permitted');
		expect(result?.message).toContain('db was not tried: nothing can run in client: OCI runtime exec failed');
	});

	test('the container hangs', async () => {
		const {engine} = engineThatPrints({sh: {...missing, stdout: '', exitCode: undefined, timedOut: true}});
		const {result} = await ask(engine).ping({target: 'db'});
		expect(result?.result).toBe('not-permitted');
		expect(result?.message).toContain(`it did not answer within ${discovery.timeoutMs / 1000} s`);
	});

	test.each([
		['exited', 'docker start client'],
		['created', 'docker start client'],
		['restarting', 'docker logs client'],
	] as const)('a container that is %s', async (state, advice) => {
		const {engine, ran} = engineThatPrints({}, {images: ['busybox']});
		const helperImage = async () => 'busybox';
		const {finishedAt, result} = await ask(engine, {state}, {helperImage}).ping({target: 'db'});
		expect(ran).toEqual([]);
		expect(finishedAt).toBeDefined();
		expect(result?.result).toBe('not-permitted');
		expect(result?.message).toContain(`db was not tried: client is ${state}`);
		expect(result?.message).toContain(advice);
	});

	test('a container that was paused meanwhile', async () => {
		const paused = new EngineError('conflict', 'Container client is paused, unpause the container before exec');
		const {engine} = engineThatPrints({sh: paused});
		const {result} = await ask(engine).ping({target: 'db'});
		expect(result).toMatchObject({result: 'not-permitted', message: expect.stringContaining('is paused')});
	});
});

describe('vantages', () => {
	const helped = {
		'lab/iputils: sh': captured('discover/iputils'),
		'lab/iputils: ping': captured('ping/iputils-ok'),
		'namespace: ': noNamespace,
	};
	const images = ['lab/distroless', 'busybox', 'lab/iputils', 'alpine'];
	const first: ProbeRun['helperImage'] = async candidates => candidates[0];

	test('a container without the tool is asked from by a helper, which the result names', async () => {
		const {engine} = engineThatPrints(helped, {images});
		const asked: unknown[] = [];
		const helperImage: ProbeRun['helperImage'] = async (...question) => {
			asked.push(question);
			return 'lab/iputils';
		};
		const probed = await ask(engine, {}, {helperImage}).ping({target: 'db', count: 3});
		expect(asked).toEqual([[['lab/iputils', 'busybox', 'alpine'], 'client has no ping']]);
		expect(probed).toMatchObject({
			result: {result: 'ok'},
			vantage: {kind: 'helper', image: 'lab/iputils', container: 'client'},
			tool: 'iputils ping',
			command: expect.stringContaining('docker run --rm --network container:client --entrypoint ping lab/iputils'),
		});
	});

	test('so is a paused one', async () => {
		const {engine, ran} = engineThatPrints(helped, {images});
		const {result} = await ask(engine, {state: 'paused'}, {helperImage: first}).ping({target: 'db'});
		expect(result?.result).toBe('ok');
		expect(ran.filter(line => !line.startsWith('lab/iputils'))).toEqual([]);
	});

	test('and one whose ping may not work', async () => {
		const {engine} = engineThatPrints(
			{...helped, sh: captured('discover/busybox'), ping: captured('ping/busybox-not-permitted')},
			{images},
		);
		const {progress, ping} = ask(engine, {}, {helperImage: first});
		expect((await ping({target: 'db'})).result?.result).toBe('ok');
		expect(progress.map(({result}) => result?.result)).not.toContain('not-permitted');
	});

	test('an answer of the network is not asked for again elsewhere', async () => {
		const {engine, ran} = engineThatPrints(
			{...helped, sh: captured('discover/iputils'), ping: captured('ping/iputils-no-name')},
			{images},
		);
		expect((await ask(engine, {}, {helperImage: first}).ping({target: 'db'})).result?.result).toBe('no-name');
		expect(ran).toHaveLength(2);
	});

	test('an image that lacks the tool: the next one, three at most', async () => {
		const {engine, ran} = engineThatPrints(helped, {images: ['alpine', 'python', 'debian', 'lab/iputils']});
		const helperImage = async () => 'mine';
		const {result} = await ask(engine, {}, {helperImage}).ping({target: 'db'});
		expect(result?.result).toBe('ok');
		expect(ran.filter(line => line.startsWith('mine: ping'))).not.toEqual([]);
		const lacking = engineThatPrints({'namespace: ': noNamespace}, {images: ['alpine', 'python', 'debian', 'bash']});
		const {message} = (await ask(lacking.engine, {}, {helperImage}).ping({target: 'db'})).result!;
		expect(message).toBe(
			'db was not tried: client has no ping; the image mine has no ping; the image alpine has no ping; the image python has no ping; not in its namespace: The engine is on another machine.',
		);
	});

	test('one that cannot be made: its namespace', async () => {
		const {engine} = engineThatPrints({
			'busybox: ': new EngineError('denied', 'The proxy refuses.'),
			'namespace: sh': captured('discover/iputils'),
			'namespace: ping': captured('ping/iputils-ok'),
		});
		const {result, vantage} = await ask(engine, {}, {image: 'busybox'}).ping({target: 'db', count: 3});
		expect({result: result?.result, vantage: vantage?.kind}).toEqual({result: 'ok', vantage: 'namespace'});
	});

	test.each([
		[{helperImage: first, readOnly: true}, '--read-only forbids to make one'],
		[{helperImage: async () => undefined}, 'nobody agreed to one'],
		[{}, 'none was allowed'],
	])('no helper: %j', async (more, why) => {
		const {engine} = engineThatPrints({'namespace: ': noNamespace}, {images});
		const {result, vantage} = await ask(engine, {}, more).ping({target: 'db'});
		expect(vantage).toBeUndefined();
		expect(result?.result).toBe('tool-missing');
		expect(result?.message).toContain(`client has no ping; no helper container: ${why}; not in its namespace: `);
	});

	test('an engine without a fitting image says what to pull', async () => {
		const {engine} = engineThatPrints({'namespace: ': noNamespace}, {images: ['postgres:16']});
		const helperImage: ProbeRun['helperImage'] = async ([image]) => image;
		const {result} = await ask(engine, {}, {helperImage}).ping({target: 'db'});
		expect(result?.message).toContain('docker pull busybox');
	});

	test('an image that was named and is not there is a wrong input', async () => {
		const {engine} = engineThatPrints({'mine: ': new EngineError('missing', 'The engine has no image mine.')});
		const wrong = ask(engine, {}, {image: 'mine', via: 'helper'}).ping({target: 'db'});
		await expect(wrong).rejects.toMatchObject({message: 'The engine has no image mine.', exitCode: 2});
		await expect(wrong).rejects.toBeInstanceOf(UserError);
	});

	test.each(['helper', 'namespace'] as const)('--via %s is the only way', async via => {
		const place = via === 'helper' ? 'busybox' : 'namespace';
		const {engine, ran} = engineThatPrints({[`${place}: sh`]: captured('discover/getent')});
		const {result} = await ask(engine, {}, {via, image: 'busybox'}).ping({target: 'db'});
		expect(result?.result).toBe('tool-missing');
		expect(ran.every(line => line.startsWith(`${place}: `))).toBe(true);
	});

	test('the host is asked from by a helper, the outside by this machine', async () => {
		const host = 'unix:///engine.sock';
		const {engine} = engineThatPrints({
			...helped,
			'local: sh': captured('discover/iputils'),
			'local: ping': captured('ping/iputils-ok'),
		});
		const from = (kind: 'host' | 'outside', more: Partial<ProbeRun> = {}) =>
			ask(engine, {}, {asker: {place: {kind, host}, name: kind}, image: 'lab/iputils', ...more}).ping({
				target: 'db',
				count: 3,
			});
		expect((await from('host')).vantage).toEqual({kind: 'helper', host, image: 'lab/iputils'});
		expect((await from('outside')).vantage).toEqual({kind: 'local', host});
		await expect(from('host', {via: 'namespace'})).rejects.toBeInstanceOf(UserError);
		await expect(from('outside', {via: 'helper'})).rejects.toBeInstanceOf(UserError);
	});
});

test('an engine that fails rejects, and the history learns that the probe is over', async () => {
	const {engine} = engineThatPrints({sh: new EngineError('cancelled', 'Cancelled.')});
	const {ping, progress} = ask(engine);
	await expect(ping({target: 'db'})).rejects.toMatchObject({kind: 'cancelled'});
	expect(progress.at(-1)?.finishedAt).toBeDefined();
	expect(progress.at(-1)?.result).toBeUndefined();
});

test("getent's server is the container's own", async () => {
	const prints = {sh: captured('discover/getent'), getent: captured('dns/getent-one')};
	const {engine} = engineThatPrints(prints, {resolvConf: 'nameserver 127.0.0.11\n'});
	expect((await ask(engine).dns('web')).result?.server).toBe('127.0.0.11');
	const bare = engineThatPrints(prints);
	expect((await ask(bare.engine).dns('web')).result).toMatchObject({result: 'ok'});
});

test('what a tool could take for an option is refused', async () => {
	const {engine, ran} = engineThatPrints({});
	const {ping, dns} = ask(engine);
	for (const wrong of [
		ping({target: '-f'}),
		ping({target: 'db', count: 0}),
		ping({target: 'db', count: 1.5}),
		dns('10.0.0.1'),
		dns('db', '-x'),
	]) {
		await expect(wrong).rejects.toBeInstanceOf(UserError);
	}

	expect(ran).toEqual([]);
});
