import type {ContainerId} from '../core/model/container.js';
import type {Sample} from '../core/model/sample.js';
import type {Engine} from '../engine/engine.js';
import {asEngineError} from '../engine/errors.js';
import {type Bell, createBell} from './bell.js';
import {within} from './within.js';

const maxInFlight = 8;
const dispatchMs = 1000;
/** Engines such as 20.10 take a second for one reading however idle they are: as long as this is no sign of load. */
const unhurriedMs = 1200;
/** A reading that takes longer is of no use any more. */
const lateMs = 10_000;
const restAfterFailureMs = 10_000;

export type SamplerOptions = {
	readonly engine: Engine;
	/** Least time between two readings of one container. */
	readonly intervalMs: number;
	/** Readings begun in a second at most: on a crowded screen rates come less often instead of costing engine and client more. */
	readonly mostPerSecond: number;
	readonly targets: () => ReadonlySet<ContainerId>;
	/** Called once a round, and once a second in a round that takes longer. */
	readonly onSamples: (samples: readonly Sample[]) => void;
	/** Rung when there may be targets again. */
	readonly bell: Bell;
};

/**
 * Reads counters round after round until the signal aborts. A reading that takes long no longer holds up
 * its round and goes on beside the next ones. A slow container rests for as long as its reading took, and all do after a slow round.
 */
export async function runSampler(
	{engine, intervalMs, mostPerSecond, targets, onSamples, bell}: SamplerOptions,
	signal: AbortSignal,
): Promise<void> {
	const patienceMs = Math.max(intervalMs, unhurriedMs);
	/** When each reading under way began. */
	const inFlight = new Map<ContainerId, number>();
	const restingUntil = new Map<ContainerId, number>();
	const pauses = createBell();
	const finished = createBell();
	let collected: Sample[] = [];

	const flush = () => {
		if (collected.length > 0 && !signal.aborted) onSamples(collected);
		collected = [];
	};

	const read = async (container: ContainerId) => {
		const startedAt = Date.now();
		inFlight.set(container, startedAt);
		let restMs = 0;
		try {
			const samples = await within(lateMs, signal, inner => engine.sample([container], inner));
			collected.push(...samples);
			const tookMs = Date.now() - startedAt;
			if (tookMs > patienceMs) restMs = tookMs;
		} catch (error) {
			// Trouble with the whole engine is noticed by the event stream.
			asEngineError(error);
			restMs = restAfterFailureMs;
		}
		inFlight.delete(container);
		if (restMs > 0) restingUntil.set(container, Date.now() + restMs);
		else restingUntil.delete(container);
		finished.ring();
	};

	/** Resolves with how long the pause after it must be. */
	const round = async () => {
		const startedAt = Date.now();
		let begun = 0;
		// A screen full of networks may have hundreds of containers: their readings are spread over time.
		const apartMs = targets().size > mostPerSecond ? 1000 / mostPerSecond : 0;
		const flushing = setInterval(flush, dispatchMs);
		for (const container of targets()) {
			if (inFlight.has(container) || (restingUntil.get(container) ?? 0) > Date.now()) continue;
			while (inFlight.size >= maxInFlight && !signal.aborted) await finished.sleep(undefined, signal);
			const due = startedAt + begun * apartMs;
			if (due > Date.now() && !signal.aborted) await pauses.sleep(due - Date.now(), signal);
			// Another screen may be shown by now.
			if (signal.aborted || !targets().has(container)) continue;
			void read(container);
			begun++;
		}
		while (inFlight.size > 0 && !signal.aborted) {
			const youngestMs = Date.now() - Math.max(...inFlight.values());
			if (youngestMs >= patienceMs) break;
			await finished.sleep(patienceMs - youngestMs, signal);
		}
		clearInterval(flushing);
		flush();
		const tookMs = Date.now() - startedAt;
		const unhurriedRoundMs = Math.max(intervalMs, Math.ceil(begun / maxInFlight) * unhurriedMs, begun * apartMs);
		return tookMs > unhurriedRoundMs * 1.1 ? tookMs : Math.max(0, intervalMs - tookMs);
	};

	while (!signal.aborted) {
		if (targets().size === 0) {
			await bell.sleep(undefined, signal);
			continue;
		}
		await pauses.sleep(await round(), signal);
	}
}
