import type {Output} from '../../core/probes/probe.js';
import {
	listenBusybox,
	listenOpenbsd,
	mostBytes,
	sendBusybox,
	sendOpenbsd,
} from '../../core/probes/throughput-scripts.js';
import type {ExecuteOptions} from '../engine.js';
import {sleep, until} from './line.js';
import {run} from './programs/all.js';
import {clock, dial} from './programs/dial.js';
import {type Context, play, says, type Transcript, textOf} from './programs/transcript.js';
import {chance} from './random.js';
import {namespaceOf, socketsOf} from './sockets.js';
import type {Sink, World} from './world.js';

/** What came to a sink, milliseconds since 1970; undefined: somebody who said nothing. */
type Arrival = {readonly first: number; readonly last: number} | undefined;

/** Seconds that a listener waits for a sender. */
const patience = 15;

/** The two ends of the throughput probe: programs that, unlike all others here, hear of each other. */
export function createThroughput(change: (edit: (world: World) => World) => void, instant: boolean) {
	const waiting = new Map<Sink, (arrival: Arrival) => void>();

	const listen = async (context: Context, port: number, options: ExecuteOptions): Promise<Output> => {
		const {world, machine} = context;
		if (socketsOf(world, machine).some(socket => socket.port === port && socket.protocol === 'tcp')) {
			return play(says('@taken\n', 1), options, instant);
		}

		const sink: Sink = {namespace: namespaceOf(world, machine), protocol: 'tcp', port, process: 'nc'};
		const arrived = new Promise<Arrival>(resolve => waiting.set(sink, resolve));
		change(current => ({...current, sinks: [...current.sinks, sink]}));
		const giveUp = new AbortController();
		const nobody = sleep(patience * 1000, giveUp.signal).catch(() => undefined);
		const begun = {stdout: '@listening\n', stderr: '', exitCode: undefined, timedOut: false, truncated: false};
		try {
			options.onProgress?.(begun);
			const arrival = await until(Promise.race([arrived, nobody]), options.signal);
			return {...begun, stderr: arrival ? measured(arrival) : '', exitCode: 0};
		} finally {
			giveUp.abort();
			waiting.delete(sink);
			change(current => ({...current, sinks: current.sinks.filter(other => other !== sink)}));
		}
	};

	const send = async (context: Context, host: string, port: number, options: ExecuteOptions): Promise<Output> => {
		const call = dial(context, host, port, 'tcp', 4000, {most: 1});
		if (!call.open) return play(unsent(context, host, port), options, instant);
		const end = call.ms + 1000 * ((mostBytes * 8) / (8e9 * (1 + chance(`${call.address} ${context.at}`))));
		const output = await play(sent(context, end), options, instant);
		const sink = call.open.type === 'open' ? call.open.socket?.sink : undefined;
		if (sink) waiting.get(sink)?.({first: context.at + call.ms, last: context.at + end});
		return output;
	};

	/** Undefined: it is another program. */
	return (context: Context, argv: readonly string[], options: ExecuteOptions): Promise<Output> | undefined => {
		const [program, , script, , ...args] = argv;
		if (script === listenOpenbsd || script === listenBusybox) return listen(context, Number(args[0]), options);
		if (script === sendOpenbsd || script === sendBusybox) return send(context, args[0]!, Number(args[1]), options);
		if (program === 'nc') {
			const {open} = dial(context, argv.at(-2) ?? '', Number(argv.at(-1)), 'tcp', 1000);
			const sink = open?.type === 'open' ? open.socket?.sink : undefined;
			if (sink) waiting.get(sink)?.(undefined);
		}

		return undefined;
	};
}

function measured({first, last}: NonNullable<Arrival>): string {
	return `@first ${(first / 1000).toFixed(6)}\n@last ${(last / 1000).toFixed(6)}\n@arrived ${mostBytes}\n`;
}

function sent(context: Context, end: number): Transcript {
	const piece = (at: number, text: string) => ({at, text, stream: 'stderr' as const});
	const last = piece(end, `@sent 0\n@end ${clock(context, end)}\n@code 0\n`);
	return {pieces: [piece(0, `@start ${clock(context, 0)}\n`), last], until: end, exitCode: 0};
}

function unsent(context: Context, host: string, port: number): Transcript {
	const tried = run(context, ['nc', '-v', '-v', '-w', '4', host, String(port)]);
	const text = [
		`@start ${clock(context, 0)}\n`,
		textOf(tried),
		`@end ${clock(context, tried.until)}\n@code ${tried.exitCode}\n@sent 141\n`,
	];
	return {pieces: [{at: tried.until, text: text.join(''), stream: 'stderr'}], until: tried.until, exitCode: 1};
}
