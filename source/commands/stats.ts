import {setTimeout as sleep} from 'node:timers/promises';
import {keyOf} from '../core/model/reference.js';
import {type ContainerRow, containersView} from '../core/views/containers.js';
import {sortRows} from '../core/views/sort.js';
import {UserError} from '../errors.js';
import {startFeed} from '../store/feed.js';
import {createStore} from '../store/store.js';
import type {Command, CommandContext} from './command.js';
import {findContainer} from './find.js';
import {tableText} from './text-table.js';

/** Columns that say something of traffic. */
const shown = ['name', 'rx', 'tx', 'trouble'];
/** How long the first two readings may take. */
const patienceMs = 10_000;

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

function tell(rows: readonly ContainerRow[], context: CommandContext): void {
	const columns = containersView.columns.filter(({id}) => shown.includes(id));
	context.print(context.flags.json ? JSON.stringify(rows.map(jsonOf)) : tableText(columns, rows, context));
}

function isMeasured({container, traffic}: ContainerRow): boolean {
	return traffic?.rates !== undefined || container.state !== 'running';
}

async function follow(context: CommandContext): Promise<void> {
	const {engine, flags, signal} = context;
	const intervalMs = Number(flags.interval ?? 1) * 1000;
	const store = createStore();
	store.dispatch(await engine.list(signal));
	const all = store.get().containers;
	const chosen = new Set(context.arguments.map(name => keyOf(findContainer(all.values(), name))));
	const feed = startFeed(engine, store, {intervalMs});

	/** The rows of now, which are the ones that the next reading is of. */
	function look(): readonly ContainerRow[] {
		const snapshot = store.get();
		const connection = snapshot.connections.get(engine.host);
		// Trouble ends a command, where the feed would try again.
		if (connection?.state === 'stale') throw new UserError(connection.failure.message, 3, connection.failure.advice);
		const wanted = containersView
			.rows(snapshot)
			.filter(({container}) => (chosen.size > 0 ? chosen.has(keyOf(container)) : container.state === 'running'));
		const rows = sortRows(wanted, containersView, containersView.defaultSort);
		feed.show(
			rows.map(({container}) => container.id),
			[],
		);
		return rows;
	}

	try {
		const end = Date.now() + patienceMs;
		while (!look().every(isMeasured) && Date.now() < end) await sleep(100, undefined, {signal});
		tell(look(), context);
		while (flags.stream !== false) {
			await sleep(intervalMs, undefined, {signal});
			tell(look(), context);
		}
	} finally {
		await feed.stop();
	}
}

/** `--json`: one line a reading, an array of `{id, name, at, rates, totals, interfaces}`; rates are per second, null when not known. */
export const stats: Command = {
	name: 'stats',
	summary: 'Traffic of containers, live',
	usage: '[CONTAINER…]',
	changesEngine: false,
	flags: {
		stream: {type: 'boolean', summary: '--no-stream: One reading, then end'},
		interval: {type: 'number', value: 'SECONDS', summary: 'Between two readings (default: 1)'},
	},
	async run(context) {
		try {
			await follow(context);
		} catch (error) {
			// Ctrl-C is how it is meant to end.
			if (!context.signal.aborted) throw error;
		}

		return 0;
	},
};
