import {expect, test} from 'vitest';
import {openShell} from '../../source/actions/open-shell.js';
import type {Output} from '../../source/core/probes/probe.js';
import type {Engine, Terminal} from '../../source/engine/engine.js';
import {UserError} from '../../source/errors.js';
import {createFakeEngine} from '../store/fake-engine.js';
import {someContainer} from '../store/objects.js';

const terminal: Terminal = {columns: 80, rows: 24, onInput() {}, onResize() {}, write() {}};

function engineWith(programs: readonly string[], timedOut = false) {
	const opened: (readonly string[])[] = [];
	const engine: Engine = {
		...createFakeEngine().engine,
		async execute(_, argv): Promise<Output> {
			const exitCode = timedOut ? undefined : programs.includes(argv[0]!) ? 0 : 127;
			return {stdout: '', stderr: '', exitCode, timedOut, truncated: false};
		},
		async openShell(_, argv) {
			opened.push(argv);
			return 7;
		},
	};
	return {engine, opened};
}

function open(engine: Engine, container = someContainer('a', {name: 'web'})) {
	return openShell(engine, container, terminal, new AbortController().signal);
}

test.each([
	[['ash', 'sh', 'bash'], 'bash'],
	[['ash', 'sh'], 'sh'],
	[['ash'], 'ash'],
])('of %j it opens %s', async (programs, shell) => {
	const {engine, opened} = engineWith(programs);
	expect(await open(engine)).toBe(7);
	expect(opened).toEqual([[shell]]);
});

test('an image without a shell: said so, with a way out', async () => {
	const {engine, opened} = engineWith([]);
	const error = await open(engine).catch((caught: unknown) => caught);
	expect(error).toBeInstanceOf(UserError);
	expect(error).toMatchObject({
		message: 'web has no shell: no bash, sh, ash in its image lab/busybox.',
		nextSteps: [expect.stringContaining('--network container:web')],
	});
	expect(opened).toEqual([]);
});

test('a container that hangs is not one without a shell', async () => {
	await expect(open(engineWith(['sh'], true).engine)).rejects.toThrow('web did not start bash within 10 seconds.');
});

test('a container that does not run', async () => {
	const stopped = someContainer('a', {name: 'web', state: 'exited'});
	await expect(open(engineWith(['sh']).engine, stopped)).rejects.toThrow('web is exited');
});
