import {run} from './all.js';
import {clock, dial, inWords, isName} from './dial.js';
import {readOptions} from './options.js';
import type {Context, Piece, Transcript} from './transcript.js';

/** What the probes' scripts print around programs that do not tell the time, or do not end by themselves. */

/** COMMAND …: what it says, and when it began and ended. */
export function time(context: Context, argv: readonly string[]): Transcript {
	const done = run(context, argv);
	return {...done, pieces: [...done.pieces, {at: done.until, text: timeLine(context, done.until)}]};
}

function timeLine(context: Context, until: number): string {
	return `@time ${clock(context, 0)} ${clock(context, until)}\n`;
}

/** SECONDS wget …: the head, and the size of the body. */
export function requestWget(context: Context, [limit = '', ...argv]: readonly string[]): Transcript {
	const done = run(context, argv);
	const until = Math.min(done.until, 1000 * Number(limit));
	const head = done.pieces.filter(({at, stream}) => at <= until && stream === 'stderr');
	const body = done.pieces.filter(({at, stream}) => at <= until && stream !== 'stderr');
	const end = [
		...(done.until > until ? ['@failed timed out\n'] : []),
		`@bytes ${body.reduce((sum, {text}) => sum + text.length, 0)}\n`,
		timeLine(context, until),
	];
	return {pieces: [...head, {at: until, text: end.join('')}], until, exitCode: 0};
}

/** SECONDS nc -u -v -v HOST PORT: a packet. Nobody here answers what it does not understand. */
export function sendNc(context: Context, [limit = '', , ...options]: readonly string[]): Transcript {
	const [host = '', port = ''] = readOptions(options, '').rest;
	const patience = 1000 * Number(limit);
	const {ms, address, failures} = dial(context, host, Number(port), 'udp', patience, {most: 1});
	const trouble = failures[0]?.trouble;
	const to = `${host} (${address?.includes(':') ? `[${address}]` : address}:${port})`;
	const said = (text: string): Piece => ({at: ms, text, stream: 'stderr'});
	const ended = (at: number, ...pieces: readonly Piece[]): Transcript => ({pieces, until: at, exitCode: 0});
	if (isName(trouble)) return ended(ms, said(`nc: bad address '${host}'\n`), {at: ms, text: '@ended\n'});
	if (trouble === 'no-route') {
		return ended(ms, said(`nc: ${to}: ${inWords(context.kit, trouble)}\n`), {at: ms, text: '@ended\n'});
	}

	if (trouble === 'refused') {
		const refusal = said(`${to} open\nnc: net read: ${inWords(context.kit, trouble)}\n`);
		return ended(ms, refusal, {at: ms, text: '@ended\n'});
	}

	return ended(patience, {...said(`${to} open\n`), at: 1}, {at: patience, text: '@failed timed out\n@ended\n'});
}
