import {stripVTControlCharacters} from 'node:util';
import {renderToString} from 'ink';
import {render} from 'ink-testing-library';
import {createSimulatedEngine, type SimulatedOptions} from '../../source/engine/simulated/engine.js';
import {startFeed} from '../../source/store/feed.js';
import {createStore} from '../../source/store/store.js';
import {App} from '../../source/ui/app.js';
import {createExplorer, type Explorer} from '../../source/ui/explorer.js';
import {createTheme} from '../../source/ui/theme.js';

/** A fixed clock: what a frame shows depends on keys and scenario alone. */
const noon = Date.UTC(2026, 0, 5, 12);

const sequences: Readonly<Record<string, string>> = {
	enter: '\r',
	esc: '\u001B',
	tab: '\t',
	'shift-tab': '\u001B[Z',
	space: ' ',
	up: '\u001B[A',
	down: '\u001B[B',
	right: '\u001B[C',
	left: '\u001B[D',
	pagedown: '\u001B[6~',
	backspace: '\u0008',
};

export type StageOptions = Partial<SimulatedOptions> & {
	readonly columns?: number;
	readonly rows?: number;
	readonly readOnly?: boolean;
	readonly color?: boolean;
	readonly ascii?: boolean;
	/** The file of settings. */
	readonly settings?: string;
	/** The engine does not answer from the start. */
	readonly away?: Parameters<ReturnType<typeof createSimulatedEngine>['control']['goAway']>[0];
};

/** The explorer on a simulated engine, without a terminal: keys in, frames out. */
export async function openStage({
	columns = 120,
	rows = 36,
	readOnly = false,
	color = false,
	ascii = false,
	settings,
	away,
	...simulated
}: StageOptions = {}) {
	const engine = createSimulatedEngine({scenario: 'shop', now: () => noon, latencyMs: 0, life: false, ...simulated});
	if (away) engine.control.goAway(away);
	const store = createStore();
	const feed = startFeed(engine, store, {intervalMs: 1000});
	let size = {columns, rows};
	const written: string[] = [];
	let ended = false;
	const explorer: Explorer = createExplorer({
		source: {engine, store, feed},
		openDemo: async () => {
			const demo = createSimulatedEngine({scenario: 'shop', now: () => noon, life: false});
			const demoStore = createStore();
			return {engine: demo, store: demoStore, feed: startFeed(demo, demoStore, {intervalMs: 1000})};
		},
		terminal: {
			size: () => size,
			writeRaw: text => void written.push(text),
			handOver: use =>
				use({
					columns: size.columns,
					rows: size.rows,
					onInput: listener => setTimeout(() => listener(Buffer.from('exit\r')), 10),
					onResize() {},
					write: chunk => void written.push(Buffer.from(chunk).toString()),
				}),
			suspend() {},
		},
		theme: createTheme({color, ascii}),
		readOnly,
		environment: {},
		...(settings !== undefined && {settings}),
		now: Date.now,
		quit: () => {
			ended = true;
		},
	});
	const app = render(<App explorer={explorer} />);
	/** Without styles. */
	const frame = () => stripVTControlCharacters(renderToString(<App explorer={explorer} />, {columns: size.columns}));
	const until = async (condition: () => boolean, what: string) => {
		// The first look at findings loads every rule, which takes seconds on a busy machine.
		const givenUpAt = performance.now() + 15_000;
		while (!condition()) {
			if (performance.now() > givenUpAt) throw new Error(`waited in vain for ${what}:\n${frame()}`);
			await new Promise(resolve => setTimeout(resolve, 10));
		}
	};

	const stage = {
		explorer,
		engine,
		store,
		written,
		frame,
		lines: () => frame().split('\n'),
		ended: () => ended,
		/** Presses keys by name, or types text letter by letter. */
		async press(...keys: readonly string[]) {
			for (const key of keys) {
				const control = /^ctrl-(.)$/.exec(key);
				app.stdin.write(control ? String.fromCharCode(control[1]!.charCodeAt(0) - 96) : (sequences[key] ?? key));
				// Ink waits this long to tell Escape from the beginning of a sequence.
				await new Promise(resolve => setTimeout(resolve, key === 'esc' ? 30 : 5));
			}
		},
		type: (text: string) => stage.press(...[...text].map(letter => (letter === ' ' ? 'space' : letter))),
		/** Waits until the frame holds the text. */
		see: (text: string | RegExp) =>
			until(() => (typeof text === 'string' ? frame().includes(text) : text.test(frame())), `“${text}”`),
		until,
		resize(nextColumns: number, nextRows: number) {
			size = {columns: nextColumns, rows: nextRows};
			explorer.send({type: 'resize', ...size});
		},
		async close() {
			app.unmount();
			await explorer.close();
		},
	};
	// Counters of all that is shown, so that no frame depends on when they came.
	if (!away) await until(() => store.get().traffic.size > 0, 'the first list and the first counters');
	return stage;
}
