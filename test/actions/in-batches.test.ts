import {execFile} from 'node:child_process';
import {describe, expect, test} from 'vitest';
import {inBatches} from '../../source/actions/in-batches.js';
import type {Output, Vantage} from '../../source/core/probes/probe.js';
import type {Engine} from '../../source/engine/engine.js';
import {EngineError} from '../../source/engine/errors.js';

const place = (container: string): Vantage => ({kind: 'tool', host: 'h', container});
const options = () => ({timeoutMs: 5000, signal: new AbortController().signal});

/** Programs run on this machine, wherever they were to run. `most`: how many ran at a time. */
function engineOf(answer: (argv: readonly string[]) => Promise<Output> = runHere) {
	const ran: (readonly string[])[] = [];
	const count = {now: 0, most: 0};
	const engine = {
		async execute(_, argv) {
			ran.push(argv);
			count.now++;
			count.most = Math.max(count.most, count.now);
			try {
				return await answer(argv);
			} finally {
				count.now--;
			}
		},
	} satisfies Partial<Engine>;
	return {engine: engine as unknown as Engine, ran, count};
}

function runHere([program = '', ...rest]: readonly string[]): Promise<Output> {
	return new Promise(resolve => {
		const child = execFile(program, rest, (_, stdout, stderr) =>
			resolve({stdout, stderr, exitCode: child.exitCode ?? 127, timedOut: false, truncated: false}),
		);
	});
}

const bare: Output = {stdout: '', stderr: '', exitCode: 127, timedOut: false, truncated: false};

test('what runs in one place runs as one program, and each hears of its own', async () => {
	const {engine, ran} = engineOf();
	const together = inBatches(engine, 8);
	const words = ['plain', 'two words', '"quoted" $HOME `id`', '', '-n', 'ends\nlater'];
	const outputs = await Promise.all(
		words.map(word => together.execute(place('a'), ['printf', '<%s>\n', word], options())),
	);
	expect(outputs.map(({stdout}) => stdout)).toEqual(words.map(word => `<${word}>`));
	expect(ran).toHaveLength(1);
	const [failed, missing] = await Promise.all([
		together.execute(place('a'), ['sh', '-c', 'echo out; echo err >&2; exit 3'], options()),
		together.execute(place('a'), ['no-such-program-here'], options()),
	]);
	expect(failed).toMatchObject({stdout: 'out\nerr', exitCode: 3});
	expect(missing.exitCode).toBe(127);
});

test('the same command in one place runs once; other places run their own', async () => {
	const {engine, ran} = engineOf();
	const together = inBatches(engine, 8);
	const outputs = await Promise.all(
		['a', 'a', 'b', 'a'].map(container => together.execute(place(container), ['echo', 'hello'], options())),
	);
	expect(outputs.map(({stdout}) => stdout.trim())).toEqual(['hello', 'hello', 'hello', 'hello']);
	expect(ran).toEqual([
		['echo', 'hello'],
		['echo', 'hello'],
	]);
});

test('at most so many programs at a time, however much is asked for', async () => {
	const {engine, ran, count} = engineOf();
	const together = inBatches(engine, 3);
	const asked = Array.from({length: 10}, (_, container) =>
		Array.from({length: 20}, (_, number) =>
			together.execute(place(String(container)), ['echo', String(number)], options()),
		),
	).flat();
	const outputs = await Promise.all(asked);
	expect(outputs.map(({stdout}) => stdout.trim())).toEqual(asked.map((_, index) => String(index % 20)));
	expect(count.most).toBe(3);
	// 20 commands are two programs.
	expect(ran).toHaveLength(20);
});

describe('where one program for all does not do', () => {
	test('without a shell, each runs by itself', async () => {
		const {engine, ran, count} = engineOf(async argv => (argv[0] === 'sh' ? bare : runHere(argv)));
		const together = inBatches(engine, 2);
		const outputs = await Promise.all(
			['1', '2', '3', '4'].map(word => together.execute(place('a'), ['echo', word], options())),
		);
		expect(outputs.map(({stdout}) => stdout.trim())).toEqual(['1', '2', '3', '4']);
		expect(ran).toHaveLength(5);
		expect(count.most).toBe(2);
	});

	test('a report that was mixed with another is not taken for one', async () => {
		const garbled = async (argv: readonly string[]) => {
			if (argv[0] !== 'sh') return runHere(argv);
			const mark = argv[4]!;
			return {...bare, exitCode: 0, stdout: `${mark} 0 0\n${mark} 1 0\nfrom 0\nfrom 1\n${mark}\n${mark}\n`};
		};
		const {engine} = engineOf(garbled);
		const together = inBatches(engine, 2);
		const outputs = await Promise.all(['1', '2'].map(word => together.execute(place('a'), ['echo', word], options())));
		expect(outputs.map(({stdout}) => stdout.trim())).toEqual(['1', '2']);
	});

	test('what had not ended in time is late, the rest is told', async () => {
		const cut = async (argv: readonly string[]) => {
			const whole = await runHere(argv);
			return {...whole, stdout: whole.stdout.slice(0, -10), exitCode: undefined, timedOut: true};
		};
		const {engine} = engineOf(cut);
		const together = inBatches(engine, 2);
		const outputs = await Promise.all(['1', '2'].map(word => together.execute(place('a'), ['echo', word], options())));
		expect(outputs.filter(({timedOut}) => timedOut)).toHaveLength(1);
	});

	test('an engine that fails fails for all', async () => {
		const {engine} = engineOf(async () => {
			throw new EngineError('cancelled', 'Cancelled.');
		});
		const together = inBatches(engine, 2);
		const asked = ['1', '2'].map(word => together.execute(place('a'), ['echo', word], options()));
		const settled = await Promise.allSettled(asked);
		expect(settled.map(({status}) => status)).toEqual(['rejected', 'rejected']);
	});
});
