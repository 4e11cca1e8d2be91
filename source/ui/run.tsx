import './environment.js';
import {render} from 'ink';
import type {Engine} from '../engine/engine.js';
import {startFeed} from '../store/feed.js';
import {createStore} from '../store/store.js';
import {App} from './app.js';
import {createExplorer, type Source} from './explorer.js';
import {takesText} from './keymap.js';
import {createTerminal} from './terminal/terminal.js';
import {createTheme} from './theme.js';

export type RunOptions = {
	readonly engine: Engine;
	/** Opens the embedded demo. */
	readonly openDemo: () => Promise<Engine>;
	/** Between two readings of traffic. */
	readonly intervalMs: number;
	readonly readOnly: boolean;
	readonly color: boolean;
	readonly ascii: boolean;
	readonly environment: NodeJS.ProcessEnv;
	/** The file of settings, where it is not the user's own. */
	readonly settings?: string;
};

/** How often what shows its own age (a plan at work) is drawn anew. */
const heartbeatMs = 1000;

/** The full-screen explorer; resolves when the user quits, with the terminal given back. */
export async function runExplorer({engine, openDemo, intervalMs, ...options}: RunOptions): Promise<void> {
	const terminal = createTerminal();
	const follow = (followed: Engine): Source => {
		const store = createStore();
		return {engine: followed, store, feed: startFeed(followed, store, {intervalMs})};
	};
	await new Promise<void>(quit => {
		const explorer = createExplorer({
			source: follow(engine),
			openDemo: async () => follow(await openDemo()),
			terminal,
			theme: createTheme(options),
			readOnly: options.readOnly,
			environment: options.environment,
			...(options.settings !== undefined && {settings: options.settings}),
			now: Date.now,
			quit: () => {
				clearInterval(heartbeat);
				ink.unmount();
				terminal.stop();
				void explorer.close().finally(quit);
			},
		});
		const heartbeat = setInterval(() => {
			if (explorer.tasks.size > 0) explorer.refresh();
		}, heartbeatMs);
		terminal.start();
		const ink = render(<App explorer={explorer} />, {
			stdin: terminal.stdin,
			stdout: terminal.stdout,
			// One whole frame a commit: the terminal layer makes the fewest bytes of it.
			debug: true,
			patchConsole: false,
			exitOnCtrlC: false,
		});
		terminal.onResize(() => explorer.send({type: 'resize', ...terminal.size()}));
		terminal.onPaste(text => {
			if (takesText(explorer)) terminal.type(text);
		});
	});
}
