import type {Change} from '../../source/core/model/change.js';
import type {ContainerId} from '../../source/core/model/container.js';
import type {Sample} from '../../source/core/model/sample.js';
import type {Engine} from '../../source/engine/engine.js';
import {EngineError} from '../../source/engine/errors.js';
import {someContainer, someHost, someNetwork, someSample} from './objects.js';

function notUsed(): never {
	throw new Error('The feed has no business here.');
}

/** Rejects as the port promises once the signal aborts. */
export function untilAborted(signal: AbortSignal): Promise<never> {
	return new Promise((_, reject) => {
		const abort = () => reject(new EngineError('cancelled', 'Cancelled.'));
		if (signal.aborted) abort();
		signal.addEventListener('abort', abort);
	});
}

/** Waits, or rejects once the signal aborts. */
export function delay(ms: number, signal: AbortSignal): Promise<void> {
	let timer: NodeJS.Timeout | undefined;
	const waiting = new Promise<void>(resolve => {
		timer = setTimeout(resolve, ms);
	});
	return Promise.race([waiting, untilAborted(signal)]).finally(() => clearTimeout(timer));
}

/** A port whose every answer a test can write. `log` holds the calls in order; `inFlight` counts by method. */
export function createFakeEngine() {
	const log: string[] = [];
	const inFlight = {list: 0, watch: 0, sample: 0, detail: 0};
	const most = {...inFlight};
	let stream: {push: (batch: readonly Change[]) => void; fail: (error: EngineError) => void} | undefined;

	const script = {
		list: async (_signal: AbortSignal): Promise<readonly Change[]> => [
			{type: 'host', host: someHost()},
			{type: 'networks', host: 'h', networks: [someNetwork('front')]},
			{type: 'containers', host: 'h', containers: [someContainer('a'), someContainer('b')]},
		],
		open: async (_signal: AbortSignal): Promise<void> => {},
		sample: async (id: ContainerId, _signal: AbortSignal): Promise<readonly Sample[]> => [
			someSample(id, Date.now(), 1),
		],
		detail: async (ids: readonly ContainerId[], _signal: AbortSignal): Promise<readonly Change[]> =>
			ids.map(id => ({type: 'container', container: someContainer(id, {detailed: true})})),
	};

	const counted = async <Result>(method: keyof typeof inFlight, text: string, work: () => Promise<Result>) => {
		log.push(text);
		inFlight[method]++;
		most[method] = Math.max(most[method], inFlight[method]);
		try {
			return await work();
		} finally {
			inFlight[method]--;
		}
	};

	const engine: Engine = {
		host: 'h',
		address: 'unix:///var/run/docker.sock',
		list: signal => counted('list', 'list', () => script.list(signal)),
		async *watch(signal) {
			log.push('watch');
			inFlight.watch++;
			try {
				await script.open(signal);
				const batches: (readonly Change[])[] = [[]];
				let trouble: EngineError | undefined;
				let wake = () => {};
				stream = {
					push(batch) {
						batches.push(batch);
						wake();
					},
					fail(error) {
						trouble = error;
						wake();
					},
				};
				signal.addEventListener('abort', () => stream?.fail(new EngineError('cancelled', 'Cancelled.')));
				for (;;) {
					const batch = batches.shift();
					if (batch) yield batch;
					else if (trouble) throw trouble;
					else {
						await new Promise<void>(resolve => {
							wake = resolve;
						});
					}
				}
			} finally {
				inFlight.watch--;
			}
		},
		detail: (ids, signal) => counted('detail', `detail ${ids.join(' ')}`, () => script.detail(ids, signal)),
		survey: notUsed,
		sample: (ids, signal) => counted('sample', `sample ${ids.join(' ')}`, () => script.sample(ids[0]!, signal)),
		inspect: notUsed,
		images: notUsed,
		readFile: notUsed,
		execute: notUsed,
		apply: notUsed,
		openShell: notUsed,
		close: async () => {},
	};

	return {
		engine,
		script,
		log,
		inFlight,
		/** The highest that `inFlight` has been. */
		most,
		push: (...batch: readonly Change[]) => stream!.push(batch),
		/** Breaks the stream of events. */
		fail: (error = new EngineError('unreachable', 'The engine went away.')) => stream!.fail(error),
	};
}

export type FakeEngine = ReturnType<typeof createFakeEngine>;
