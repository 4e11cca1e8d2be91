import {setTimeout as sleep} from 'node:timers/promises';
import {keyOf} from '../core/model/reference.js';
import type {Snapshot} from '../core/model/snapshot.js';
import {type ContainerRow, containersView} from '../core/views/containers.js';
import {UserError} from '../errors.js';
import {startFeed} from '../store/feed.js';
import {createStore} from '../store/store.js';
import type {Command, CommandContext} from './command.js';
import {findContainer} from './find.js';
import {tableText} from './text-table.js';

const defaultSeconds = 1;
/** Columns that say something of traffic. */
const shown = ['name', 'rx', 'tx', 'errors'];

function jsonOf({container, traffic}: ContainerRow): unknown {
	return {
		id: container.id,
		name: container.name,
		at: traffic?.at ?? null,
		rates: traffic?.rates ?? null,
		totals: traffic?.totals ?? null,
		interfaces: Object.fromEntries(
			[...(traffic?.interfaces ?? [])].map(([name, {counters, rates}]) => [name, {counters, rates: rates ?? null}]),
		),
	};
}

function rowsOf(snapshot: Snapshot, wanted: ReadonlySet<string>): readonly ContainerRow[] {
	return containersView.rows(snapshot).filter(row => wanted.has(keyOf(row.container)));
}

function tell(rows: readonly ContainerRow[], context: CommandContext): void {
	const columns = containersView.columns.filter(({id}) => shown.includes(id));
	context.print(context.flags.json ? JSON.stringify(rows.map(jsonOf)) : tableText(columns, rows, context));
}

/** `--json`: one line a reading, an array of `{id, name, at, rates, totals, interfaces}`; rates are per second, null when not known. */
export const stats: Command = {
	name: 'stats',
	summary: 'Traffic of containers, live',
	usage: '[CONTAINER…]',
	changesEngine: false,
	flags: {
		stream: {type: 'boolean', summary: '--no-stream: one reading, then end'},
		interval: {type: 'number', value: 'SECONDS', summary: `Between two readings (default: ${defaultSeconds})`},
	},
	async run(context) {
		const {engine, flags, signal} = context;
		const seconds = typeof flags.interval === 'number' ? flags.interval : defaultSeconds;
		if (!(seconds >= 1)) throw new UserError(`--interval ${seconds}: give at least 1 second`);
		const store = createStore();
		// Trouble ends a command, where the feed would try again.
		store.dispatch(await engine.list(signal));
		const all = store.get().containers;
		const chosen = context.arguments.map(name => findContainer(all.values(), name));
		const containers = chosen.length > 0 ? chosen : [...all.values()].filter(({state}) => state === 'running');
		const wanted = new Set(containers.map(keyOf));
		const feed = startFeed(engine, store, {intervalMs: seconds * 1000});
		feed.show(
			containers.map(({id}) => id),
			[],
		);
		try {
			if (flags.stream === false) {
				await until(
					() =>
						rowsOf(store.get(), wanted).every(
							({traffic, container}) => traffic?.rates ?? container.state !== 'running',
						),
					10_000,
					signal,
				);
				tell(rowsOf(store.get(), wanted), context);
			} else {
				while (!signal.aborted) {
					await sleep(seconds * 1000, undefined, {signal});
					tell(rowsOf(store.get(), wanted), context);
				}
			}
		} catch (error) {
			// Ctrl-C is how a stream is meant to end.
			if (!signal.aborted) throw error;
		} finally {
			await feed.stop();
		}

		return 0;
	},
};

/** Resolves once the condition holds, or when time is up. */
async function until(condition: () => boolean, ms: number, signal: AbortSignal): Promise<void> {
	const end = Date.now() + ms;
	while (!condition() && Date.now() < end) await sleep(100, undefined, {signal});
}
