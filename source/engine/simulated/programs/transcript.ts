import type {Output} from '../../../core/probes/probe.js';
import type {ExecuteOptions} from '../../engine.js';
import {sleep} from '../line.js';
import type {Kit, Machine, World} from '../world.js';

/** Text that a program prints; `at`: milliseconds after its start. */
export type Piece = {readonly at: number; readonly text: string; readonly stream?: 'stderr'};

/** All that a program does. `until`: milliseconds after its start at which it ends. */
export type Transcript = {readonly pieces: readonly Piece[]; readonly until: number; readonly exitCode: number};

/** Where a program runs: in the network of a machine, with the programs of a kit. */
export type Context = {
	readonly world: World;
	readonly machine: Machine;
	readonly kit: Kit;
	readonly at: number;
	/** It sees the machine's processes too, and whose sockets are whose. */
	readonly processes: boolean;
};

export type Program = (context: Context, args: readonly string[]) => Transcript;

/** A program that says everything at once. */
export function says(text: string, exitCode = 0, stream?: 'stderr'): Transcript {
	return {pieces: text === '' ? [] : [{at: 0, text, stream}], until: 0, exitCode};
}

/** All that a program says. */
export function textOf({pieces}: Transcript): string {
	return pieces.map(({text}) => text).join('');
}

/** One program after the other; standard error goes where the output goes. */
export function chain(done: readonly Transcript[]): Transcript {
	let start = 0;
	const pieces: Piece[] = [];
	for (const {pieces: said, until} of done) {
		for (const {at, text} of said) pieces.push({at: at + start, text});
		start += until;
	}

	return {pieces, until: start, exitCode: done.at(-1)?.exitCode ?? 0};
}

/** Plays a program as it would run; `instant`: without waiting, and with the same outcome. */
export async function play(
	{pieces, until, exitCode}: Transcript,
	{timeoutMs, signal, onProgress}: ExecuteOptions,
	instant: boolean,
): Promise<Output> {
	const written = {stdout: '', stderr: ''};
	const outcome = (code: number | undefined, timedOut: boolean): Output => ({
		...written,
		exitCode: code,
		timedOut,
		truncated: false,
	});
	let now = 0;
	const waitUntil = async (moment: number) => {
		if (!instant && moment > now) await sleep(moment - now, signal);
		now = moment;
	};

	for (const {at, text, stream = 'stdout'} of pieces) {
		if (at >= timeoutMs) break;
		await waitUntil(at);
		written[stream] += text;
		onProgress?.(outcome(undefined, false));
	}

	const late = until >= timeoutMs;
	await waitUntil(Math.min(until, timeoutMs));
	return outcome(late ? undefined : exitCode, late);
}
