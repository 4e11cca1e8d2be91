import {StringDecoder} from 'node:string_decoder';
import type {Sink} from './demultiplexer.js';

const longestOutput = 256 * 1000;

export type OutputBuffer = {
	readonly write: Sink;
	readonly read: () => {readonly stdout: string; readonly stderr: string; readonly truncated: boolean};
};

/** Keeps the first 256 kB of each stream as text; characters may come in pieces. */
export function createOutputBuffer(): OutputBuffer {
	const streams = {stdout: createText(), stderr: createText()};
	return {
		write: (stream, bytes) => streams[stream].write(bytes),
		read: () => ({
			stdout: streams.stdout.text(),
			stderr: streams.stderr.text(),
			truncated: streams.stdout.truncated() || streams.stderr.truncated(),
		}),
	};
}

function createText() {
	const decoder = new StringDecoder();
	let text = '';
	let length = 0;
	return {
		write(bytes: Buffer) {
			const kept = bytes.subarray(0, Math.max(0, longestOutput - length));
			length += bytes.length;
			text += decoder.write(kept);
		},
		text: () => text,
		truncated: () => length > longestOutput,
	};
}
