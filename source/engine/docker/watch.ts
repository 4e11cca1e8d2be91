import type {Change} from '../../core/model/change.js';
import type {HostId} from '../../core/model/reference.js';
import type {Client} from './client.js';
import {unreachable} from './connect-failure.js';
import {createLineReader} from './lines.js';
import {normalizeEvent, type Touched} from './normalize/event.js';
import {createQueue} from './queue.js';
import type {Reader} from './read.js';

/** Events come in bursts (a start is five of them): what they touch is read again once for all. */
const burstMs = 50;
/** More objects than this are read again as one list. */
const severally = 20;

export type Watching = {
	/** Yields `[]`, then batches; throws EngineError when the stream ends. */
	readonly watch: (signal: AbortSignal) => AsyncIterable<readonly Change[]>;
	/** Tells those who watch what this program has changed itself, for engines that send no event for it. */
	readonly touch: (touched: readonly Touched[]) => void;
};

export function createWatching(client: Client, reader: Reader, host: HostId): Watching {
	const touches = new Set<(touched: readonly Touched[]) => void>();

	async function* watch(signal: AbortSignal): AsyncGenerator<readonly Change[]> {
		const {engine} = await client.connection(signal);
		const filters = JSON.stringify({type: ['container', 'network']});
		const stream = await client.stream({path: '/events', query: {filters}}, signal);
		const queue = createQueue<readonly Change[]>();
		const fail = (error: unknown) => queue.fail(client.errorOf(error, signal));
		const refresher = createRefresher(reader, host, signal, queue.push, fail);
		const linesOf = createLineReader();
		stream.on('data', (chunk: Buffer) => {
			const heard = linesOf(chunk).flatMap(json => normalizeEvent(json, {id: host, engine}) ?? []);
			if (heard.length === 0) return;
			queue.push(heard.map(({event}) => ({type: 'event', event})));
			refresher.touch(heard.flatMap(({touched}) => touched));
		});
		stream.on('error', fail);
		stream.on('close', () => fail(unreachable('reset', `${client.address} ended the stream of events.`)));
		touches.add(refresher.touch);
		try {
			yield [];
			yield* queue.items();
		} finally {
			touches.delete(refresher.touch);
			refresher.stop();
			stream.destroy();
		}
	}

	return {
		watch,
		touch(touched) {
			for (const touch of touches) touch(touched);
		},
	};
}

type Refresher = {readonly touch: (touched: readonly Touched[]) => void; readonly stop: () => void};

/** Reads again what was touched: one round at a time, the next one begins a moment after the last. */
function createRefresher(
	reader: Reader,
	host: HostId,
	outer: AbortSignal,
	push: (changes: readonly Change[]) => void,
	fail: (error: unknown) => void,
): Refresher {
	let waiting: Touched[] = [];
	let timer: NodeJS.Timeout | undefined;
	let reading = false;
	const stopping = new AbortController();
	const stop = () => {
		clearTimeout(timer);
		outer.removeEventListener('abort', stop);
		stopping.abort();
	};

	outer.addEventListener('abort', stop, {once: true});

	function schedule(): void {
		if (waiting.length === 0 || timer || reading || stopping.signal.aborted) return;
		timer = setTimeout(refresh, burstMs);
	}

	async function refresh(): Promise<void> {
		timer = undefined;
		reading = true;
		const touched = waiting;
		waiting = [];
		try {
			push(await readAgain(reader, host, touched, stopping.signal));
		} catch (error) {
			fail(error);
		}

		reading = false;
		schedule();
	}

	return {
		stop,
		touch(touched) {
			waiting.push(...touched);
			schedule();
		},
	};
}

async function readAgain(
	reader: Reader,
	host: HostId,
	touched: readonly Touched[],
	signal: AbortSignal,
): Promise<readonly Change[]> {
	// The last word on an object counts: one that was made again after it went is there.
	const objects = new Map(
		touched.flatMap(item => (item.kind === 'everything' ? [] : [[`${item.kind} ${item.id}`, item]])),
	);
	const everything = touched.some(item => item.kind === 'everything');
	if (everything || objects.size > severally) return reader.objects(signal);
	const all = [...objects.values()];
	const gone = all
		.filter(item => item.gone)
		.map(
			({kind, id}): Change =>
				kind === 'network' ? {type: 'network-gone', host, id} : {type: 'container-gone', host, id},
		);
	const there = all.filter(item => !item.gone);
	const networks = there.filter(item => item.kind === 'network').map(item => reader.network(item.id, signal));
	const containers = there.filter(item => item.kind === 'container').map(item => item.id);
	const found = await Promise.all([Promise.all(networks), reader.containers(containers, signal)]);
	return [...gone, ...found.flat()];
}
