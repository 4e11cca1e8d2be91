import {expect, test} from 'vitest';
import {type Examination, examine, type LeftOut} from '../../source/actions/examine.js';
import type {Snapshot} from '../../source/core/model/snapshot.js';
import type {Engine} from '../../source/engine/engine.js';
import {EngineError} from '../../source/engine/errors.js';
import {createSimulatedEngine} from '../../source/engine/simulated/engine.js';

type Call = {readonly call: 'survey' | 'readFile' | 'execute'; readonly of?: string};

/** The demo's engine; `before` sees each call first. */
function watched(scenario: 'shop' | 'large', before: (call: Call) => void | Promise<void> = () => {}) {
	const engine = createSimulatedEngine({scenario, latencyMs: 0, life: false});
	const calls: Call[] = [];
	const note = async (call: Call) => {
		calls.push(call);
		await before(call);
	};
	const wrapped: Engine = {
		...engine,
		survey: async signal => {
			await note({call: 'survey'});
			return engine.survey(signal);
		},
		readFile: async (container, path, signal) => {
			await note({call: 'readFile', of: `${container} ${path}`});
			return engine.readFile(container, path, signal);
		},
		execute: async (vantage, argv, options) => {
			await note({call: 'execute', ...('container' in vantage && {of: vantage.container})});
			return engine.execute(vantage, argv, options);
		},
	};
	return {engine: wrapped, calls};
}

async function look(engine: Engine, more: Partial<Examination> = {}) {
	const leftOut: LeftOut[] = [];
	const snapshot = await examine({
		engine,
		probe: false,
		signal: new AbortController().signal,
		now: () => 1000,
		readOnly: true,
		onLeftOut: each => leftOut.push(each),
		...more,
	});
	return {snapshot, leftOut};
}

const running = ({containers}: Snapshot) => [...containers.values()].filter(({state}) => state === 'running');
const filesRead = ({observations}: Snapshot) =>
	[...observations.values()].filter(({resolvConf}) => resolvConf !== undefined).length;

test('without probe: one survey, each file of a running container once, and no program runs', async () => {
	const {engine, calls} = watched('shop');
	const {snapshot, leftOut} = await look(engine);
	const files = calls.flatMap(({of}) => of ?? []);
	expect(calls.filter(({call}) => call === 'survey')).toHaveLength(1);
	expect(calls.some(({call}) => call === 'execute')).toBe(false);
	expect(new Set(files).size).toBe(files.length);
	expect(files).toHaveLength(2 * running(snapshot).length);
	expect(leftOut).toEqual([]);
});

test('files are read of so many containers, and the rest is told', async () => {
	const {engine, calls} = watched('large');
	const {snapshot, leftOut} = await look(engine);
	const count = running(snapshot).length;
	expect(count).toBeGreaterThan(200);
	expect(calls.filter(({call}) => call === 'readFile').length).toBeLessThanOrEqual(400);
	expect(filesRead(snapshot)).toBeLessThanOrEqual(200);
	expect(leftOut).toEqual([
		{id: 'files', reason: expect.stringContaining(`${count - filesRead(snapshot)} of ${count} running containers`)},
	]);
});

test('a container whose files cannot be read is left out, and told', async () => {
	const odd: {id?: string} = {};
	const {engine} = watched('shop', ({of}) => {
		odd.id ??= of?.split(' ')[0];
		if (odd.id && of?.startsWith(odd.id)) throw new EngineError('engine', 'it has no file system');
	});
	const {snapshot, leftOut} = await look(engine);
	const count = running(snapshot).length;
	expect(filesRead(snapshot)).toBe(count - 1);
	expect(leftOut).toEqual([{id: 'files', reason: expect.stringContaining(`1 of ${count} running containers`)}]);
});

test('files that do not come in time are left out, and told', async () => {
	const hanging = watched('shop');
	const engine: Engine = {
		...hanging.engine,
		readFile: (_container, _path, signal) =>
			new Promise((_resolve, reject) => {
				const end = () => reject(new EngineError('timeout', 'no answer in time'));
				if (signal.aborted) end();
				else signal.addEventListener('abort', end);
			}),
	};
	const {snapshot, leftOut} = await look(engine);
	expect(filesRead(snapshot)).toBe(0);
	expect(leftOut.map(({id}) => id)).toEqual(['files']);
});

test('an engine that goes away meanwhile is a failure, not something left out', async () => {
	const {engine} = watched('shop', ({call}) => {
		if (call === 'readFile') throw new EngineError('unreachable', 'it is gone');
	});
	await expect(look(engine)).rejects.toThrow('it is gone');
});

test('whoever cancels ends it', async () => {
	const abort = new AbortController();
	const {engine, calls} = watched('shop', ({call}) => {
		if (call === 'readFile') abort.abort();
	});
	await expect(look(engine, {probe: true, signal: abort.signal})).rejects.toThrow();
	expect(calls.some(({call}) => call === 'execute')).toBe(false);
});

test('with probe: sockets, routes and paths, in which a container where nothing runs is left out and told', async () => {
	const odd: {id?: string} = {};
	const {engine} = watched('shop', ({call, of}) => {
		if (call !== 'execute') return;
		odd.id ??= of;
		if (of !== undefined && of === odd.id) throw new EngineError('engine', 'no program can be started there');
	});
	const {snapshot, leftOut} = await look(engine, {probe: true});
	const seen = [...snapshot.observations].filter(([, {listeners}]) => listeners?.result === 'ok').map(([key]) => key);
	expect(seen.length).toBeGreaterThan(0);
	expect(seen).not.toContain(`${engine.host}/${odd.id}`);
	expect(snapshot.probes.length).toBeGreaterThan(0);
	expect(snapshot.probes.length).toBeLessThanOrEqual(200);
	expect(leftOut).toContainEqual({id: 'listeners', reason: expect.stringMatching(/^sockets or routes of 1 of /)});
});

test('with probe: where some packets were lost, more are sent, from the host to both ends too', async () => {
	const {engine} = watched('shop');
	const lossy: Engine = {
		...engine,
		execute: async (vantage, argv, options) => {
			const output = await engine.execute(vantage, argv, {...options, onProgress: undefined});
			return {
				...output,
				stdout: output.stdout.replaceAll(/^10 packets transmitted, 10/gm, '10 packets transmitted, 7'),
			};
		},
	};
	const resent = ({probes}: Snapshot) => probes.filter(probe => probe.kind === 'ping' && probe.result?.sent === 25);
	const again = (snapshot: Snapshot) =>
		resent(snapshot).flatMap(({place, from}) => (place.kind === 'container' ? [from] : []));
	const helped: Partial<Examination> = {probe: true, readOnly: false, helperImage: async ([image]) => image};
	const [few, many] = [await look(engine, {probe: true}), await look(lossy, helped)];
	// The demo has one container that loses some.
	expect(new Set(again(few.snapshot)).size).toBeLessThanOrEqual(2);
	expect(again(many.snapshot).length).toBeGreaterThan(again(few.snapshot).length);
	expect(again(many.snapshot).length).toBeLessThanOrEqual(8);
	const byHost = resent(many.snapshot).flatMap(({place, target}) => (place.kind === 'host' ? [target] : []));
	for (const {place, target} of resent(many.snapshot)) if (place.kind === 'container') expect(byHost).toContain(target);
});
