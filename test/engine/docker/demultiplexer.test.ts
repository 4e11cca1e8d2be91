import fc from 'fast-check';
import {expect, test} from 'vitest';
import {createDemultiplexer} from '../../../source/engine/docker/demultiplexer.js';

function frame(stream: number, text: string): Buffer {
	const payload = Buffer.from(text);
	const header = Buffer.from([stream, 0, 0, 0, 0, 0, 0, 0]);
	header.writeUInt32BE(payload.length, 4);
	return Buffer.concat([header, payload]);
}

function demultiplex(chunks: readonly Buffer[]): {stdout: string; stderr: string} {
	const found = {stdout: '', stderr: ''};
	const demultiplexer = createDemultiplexer((stream, bytes) => {
		found[stream] += bytes.toString('latin1');
	});
	for (const chunk of chunks) demultiplexer.write(chunk);
	demultiplexer.end();
	return found;
}

test('frames come apart however they were cut', () => {
	const frames = fc.array(fc.record({stream: fc.constantFrom(1, 2), text: fc.stringMatching(/^[ -~]{0,40}$/)}), {
		minLength: 1,
	});
	fc.assert(
		fc.property(frames, fc.array(fc.integer({min: 1, max: 20}), {minLength: 1}), (parts, cuts) => {
			const bytes = Buffer.concat(parts.map(({stream, text}) => frame(stream, text)));
			const chunks: Buffer[] = [];
			for (let at = 0; at < bytes.length; ) {
				const length = cuts[chunks.length % cuts.length] as number;
				chunks.push(bytes.subarray(at, at + length));
				at += length;
			}

			const textOf = (wanted: number) => parts.flatMap(({stream, text}) => (stream === wanted ? [text] : [])).join('');
			expect(demultiplex(chunks)).toEqual({stdout: textOf(1), stderr: textOf(2)});
		}),
	);
});

test.each(['hello, world\n', 'hi', '\u0001\u0001raw', ''])('raw output is all stdout: %j', text => {
	expect(demultiplex([...Buffer.from(text)].map(byte => Buffer.from([byte])))).toEqual({stdout: text, stderr: ''});
	expect(demultiplex([Buffer.from(text)])).toEqual({stdout: text, stderr: ''});
});

test('8 MB of small frames in one chunk', () => {
	let length = 0;
	const demultiplexer = createDemultiplexer((_, bytes) => {
		length += bytes.length;
	});
	demultiplexer.write(Buffer.concat(Array.from({length: 100_000}, () => frame(1, 'x'.repeat(72)))));
	expect(length).toBe(7_200_000);
});
