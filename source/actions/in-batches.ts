import {randomUUID} from 'node:crypto';
import {batchOf, mostInBatch, reportsOf} from '../core/probes/batch.js';
import type {Output, Vantage} from '../core/probes/probe.js';
import type {Engine, ExecuteOptions} from '../engine/engine.js';
import {shareTools} from './find-tool.js';

/** A command, and all who wait for what it leaves. */
type Job = {
	readonly argv: readonly string[];
	readonly options: ExecuteOptions;
	readonly output: Promise<Output>;
	readonly resolve: (output: Output) => void;
	readonly reject: (error: unknown) => void;
};

/** What waits to run in one place, by command. */
type Queue = {readonly vantage: Vantage; readonly jobs: Map<string, Job>};

const late: Output = {stdout: '', stderr: '', exitCode: undefined, timedOut: true, truncated: false};

/**
 * The same engine for many probes side by side. At most `atOnce` programs run at a time; what waits meanwhile to run in
 * one place runs as one program (on a busy machine an exec takes 80 ms, a ping 5), the same command once. Where that program
 * cannot run, or leaves something out, each command runs by itself.
 */
export function inBatches(engine: Engine, atOnce: number): Engine {
	const limited = limit(atOnce);
	const queues = new Map<string, Queue>();
	const answers = new Map<string, Promise<unknown>>();

	/** What does not change while probes run is read once. */
	function once<Result>(key: string, read: () => Promise<Result>): Promise<Result> {
		const answer = (answers.get(key) as Promise<Result> | undefined) ?? limited(read);
		answers.set(key, answer);
		return answer;
	}

	const runAlone = (vantage: Vantage, {argv, options, resolve, reject}: Job) =>
		engine.execute(vantage, argv, options).then(resolve, reject);

	/** Returns those that have to run by themselves. */
	async function runTogether(vantage: Vantage, jobs: readonly Job[]): Promise<readonly Job[]> {
		const mark = randomUUID();
		const {argv, timeoutMs} = batchOf(
			jobs.map(({argv, options}) => ({argv, timeoutMs: options.timeoutMs})),
			mark,
		);
		// Told at once, long before the last command has ended. A second time changes nothing.
		const tell = (output: Output) => {
			const reports = reportsOf(output, mark);
			for (const [number, report] of reports) jobs[number]?.resolve(report);
			return reports;
		};
		try {
			const output = await engine.execute(vantage, argv, {
				timeoutMs,
				signal: jobs[0]!.options.signal,
				onProgress: tell,
			});
			const reports = tell(output);
			const left = jobs.filter((_, number) => !reports.has(number));
			if (!output.timedOut) return left;
			for (const {resolve} of left) resolve(late);
		} catch (error) {
			for (const {reject} of jobs) reject(error);
		}

		return [];
	}

	/** As soon as one more program may run, it runs what waits in that place by then. */
	async function run(key: string): Promise<void> {
		const {vantage, jobs} = queues.get(key)!;
		const left = await limited(async () => {
			const batch = [...jobs].slice(0, mostInBatch);
			for (const [command] of batch) jobs.delete(command);
			if (jobs.size > 0) void run(key);
			else queues.delete(key);
			const [[, only] = [], second] = batch;
			if (second)
				return runTogether(
					vantage,
					batch.map(([, job]) => job),
				);
			await runAlone(vantage, only!);
			return [];
		});
		for (const job of left) void limited(() => runAlone(vantage, job));
	}

	return shareTools(engine, {
		...engine,
		images: signal => once('images', () => engine.images(signal)),
		readFile: (container, path, signal) => once(`${container} ${path}`, () => engine.readFile(container, path, signal)),
		execute(vantage, argv, options) {
			const key = JSON.stringify(vantage);
			const queue = queues.get(key) ?? {vantage, jobs: new Map<string, Job>()};
			// What else is asked for in this turn of the event loop comes along.
			if (!queues.has(key)) setImmediate(run, key);
			queues.set(key, queue);
			const command = JSON.stringify(argv);
			const job = queue.jobs.get(command) ?? {argv, options, ...promised<Output>()};
			queue.jobs.set(command, job);
			return job.output;
		},
	});
}

/** The same for whatever runs probes: each is one of many. */
export function asMany<Run extends {readonly engine: Engine}>(run: Run, atOnce: number) {
	return {...run, engine: inBatches(run.engine, atOnce), isOneOfMany: true} as const;
}

function promised<Result>() {
	let resolve: (result: Result) => void = () => {};
	let reject: (error: unknown) => void = () => {};
	const output = new Promise<Result>((...given) => {
		[resolve, reject] = given;
	});
	return {output, resolve, reject};
}

/** Runs what it is given, at most so many at a time, in order. */
function limit(atOnce: number): <Result>(work: () => Promise<Result>) => Promise<Result> {
	const queue: (() => void)[] = [];
	let free = atOnce;
	return async work => {
		if (free > 0) free--;
		else await new Promise<void>(resolve => queue.push(resolve));
		try {
			return await work();
		} finally {
			const next = queue.shift();
			if (next) next();
			else free++;
		}
	};
}
