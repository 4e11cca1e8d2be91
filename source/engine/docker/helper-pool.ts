import {setTimeout as sleep} from 'node:timers/promises';
import type {Output} from '../../core/probes/probe.js';
import type {ExecuteOptions} from '../engine.js';
import {EngineError} from '../errors.js';
import type {Client} from './client.js';
import {untilAborted} from './deadline.js';
import {execute} from './execute.js';
import {type HelperVantage, helperLifeSeconds, helperName, removeHelper, startHelper} from './helper-container.js';
import {runningOf} from './running.js';

/** A helper waits this long for its next program. */
const idleMs = 3000;
/** A stuck engine does not keep docknet from ending; what is left there ends by itself. */
const closingMs = 3000;

export type HelperPool = {
	/** Runs a program in a helper: a new one, or the one that there is. */
	readonly execute: (vantage: HelperVantage, argv: readonly string[], options: ExecuteOptions) => Promise<Output>;
	/** Removes all. */
	readonly close: () => Promise<void>;
};

type Helper = {
	readonly name: string;
	readonly started: Promise<void>;
	readonly endsAt: number;
	uses: number;
	/** A program may still run in it that nobody waits for, or it is of no more use. */
	spoilt: boolean;
	idle?: NodeJS.Timeout;
	removed?: Promise<void>;
};

/** One helper for each container (since its last start), image and sight of processes. */
export function createHelperPool(client: Client): HelperPool {
	const current = new Map<string, Helper>();
	const all = new Set<Helper>();
	let closed = false;

	function open(key: string, vantage: HelperVantage): Helper {
		if (closed) throw new EngineError('cancelled', 'Cancelled.');
		const name = helperName();
		// Not under the signal of whoever asks first: others may wait for it too.
		const started = startHelper(client, name, vantage, new AbortController().signal);
		started.catch(() => {});
		const helper = {name, started, endsAt: performance.now() + helperLifeSeconds * 1000, uses: 0, spoilt: false};
		current.set(key, helper);
		all.add(helper);
		return helper;
	}

	/** The one that there is, if it lasts long enough. */
	function lasting(key: string, ms: number): Helper | undefined {
		const helper = current.get(key);
		if (!helper || performance.now() + ms < helper.endsAt) return helper;
		current.delete(key);
		if (helper.uses === 0) void remove(helper);
		return undefined;
	}

	function remove(helper: Helper): Promise<void> {
		clearTimeout(helper.idle);
		helper.removed ??= helper.started
			.catch(() => {})
			.then(() => removeHelper(client, helper.name, new AbortController().signal))
			// Gone already; or out of reach, where it ends by itself.
			.catch(() => {})
			.then(() => void all.delete(helper));
		return helper.removed;
	}

	function release(key: string, helper: Helper): void {
		helper.uses -= 1;
		if (helper.uses > 0) return;
		const retire = () => {
			if (current.get(key) === helper) current.delete(key);
			void remove(helper);
		};
		if (helper.spoilt || current.get(key) !== helper) retire();
		else helper.idle = setTimeout(retire, idleMs);
	}

	async function run(
		key: string,
		vantage: HelperVantage,
		argv: readonly string[],
		options: ExecuteOptions,
		again = true,
	): Promise<Output> {
		const helper = lasting(key, options.timeoutMs) ?? open(key, vantage);
		helper.uses += 1;
		clearTimeout(helper.idle);
		let runs = false;
		try {
			await untilAborted(helper.started, options.signal);
			runs = true;
			const output = await execute(client, helper.name, argv, options);
			if (output.exitCode === undefined) helper.spoilt = true;
			return output;
		} catch (error) {
			helper.spoilt = true;
			const known = client.errorOf(error, options.signal);
			const gone = runs && (known.kind === 'missing' || known.kind === 'conflict');
			if ((gone || !runs) && current.get(key) === helper) current.delete(key);
			if (!gone || !again) throw known;
		} finally {
			release(key, helper);
		}

		return run(key, vantage, argv, options, false);
	}

	return {
		async execute(vantage, argv, options) {
			const {container, image, processes} = vantage;
			// Also because Podman would start a container to get its namespace.
			const running = container && (await runningOf(client, container, options.signal));
			return run(JSON.stringify([container, running, image, processes]), vantage, argv, options);
		},
		async close() {
			closed = true;
			current.clear();
			const late = new AbortController();
			await Promise.race([
				Promise.all([...all].map(remove)),
				sleep(closingMs, undefined, {signal: late.signal}).catch(() => {}),
			]);
			late.abort();
		},
	};
}
