import {expect, test} from 'vitest';
import {Writer} from '../../../source/ui/terminal/writer.js';

/** A terminal that takes a text when it is told to. */
function stallingSink() {
	const taken: string[] = [];
	let proceed: (() => void) | undefined;
	return {
		taken,
		write(text: string, done: () => void) {
			taken.push(text);
			proceed = done;
		},
		take: () => proceed?.(),
	};
}

const turn = () => new Promise(resolve => setImmediate(() => setImmediate(resolve)));

async function open() {
	const sink = stallingSink();
	const writer = new Writer(sink, 20, 2);
	writer.show('first');
	writer.resume(20, 2);
	await turn();
	return {sink, writer};
}

test('many frames of one turn are one write', async () => {
	const {sink, writer} = await open();
	sink.take();
	for (let frame = 0; frame < 100; frame++) writer.show(`frame ${frame}`);
	await turn();
	expect(sink.taken).toHaveLength(2);
	expect(sink.taken[1]).toContain('rame 99');
});

test('while a write is under way nothing else is written, and then the latest frame alone', async () => {
	const {sink, writer} = await open();
	for (let frame = 0; frame < 100; frame++) {
		writer.show(`later ${frame}`);
		await turn();
	}
	expect(sink.taken).toHaveLength(1);
	sink.take();
	await turn();
	expect(sink.taken).toHaveLength(2);
	expect(sink.taken[1]).toContain('later 99');
	expect(sink.taken[1]).not.toContain('98');
});

test('every frame is inside a synchronized update, and other sequences are outside', async () => {
	const {sink, writer} = await open();
	sink.take();
	writer.show('second');
	writer.writeRaw('\x1b]52;c;aGk=\x07');
	await turn();
	expect(sink.taken[1]).toMatch(/^\x1b\]52;c;aGk=\x07\x1b\[\?2026h.+\x1b\[\?2026l$/);
});

test('what a stalled terminal does not take does not pile up', async () => {
	const {sink, writer} = await open();
	for (let count = 0; count < 100; count++) writer.writeRaw('x'.repeat(100_000));
	sink.take();
	await turn();
	expect(sink.taken[1]!.length).toBeLessThanOrEqual(1_100_000);
});

test('paused, it remembers the latest frame; resumed, it draws all of it', async () => {
	const {sink, writer} = await open();
	writer.pause();
	writer.show('while paused');
	await turn();
	sink.take();
	await turn();
	expect(sink.taken).toHaveLength(1);
	writer.resume(20, 2);
	await turn();
	expect(sink.taken[1]).toContain('\x1b[2J\x1b[1Hwhile paused');
});
