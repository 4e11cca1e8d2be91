import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {width} from '../../../source/core/text/width.js';
import {Screen} from '../../../source/ui/terminal/screen.js';
import {createEmulator} from './emulator.js';

const columns = 40;
const rows = 14;

const words = [
	'alpha',
	'βeta',
	'漢字',
	'▁▃▇',
	'x',
	'日本語',
	'────',
	'42.0 kB',
	' ',
	'   ',
	'é',
	'e\u0301',
	'👍',
	'한글',
	'●',
];
const looks = ['31', '7', '1', '2', '4', '38;5;200', '48;2;1;2;3', '0', '39', '27', '22', '24', '49', '1;93;44'];

const line = fc
	.array(fc.record({look: fc.option(fc.constantFrom(...looks), {nil: undefined}), word: fc.constantFrom(...words)}), {
		maxLength: 10,
	})
	.map(pieces => {
		let text = '';
		let used = 0;
		for (const {look, word} of pieces) {
			if (used + width(word) > columns) break;
			used += width(word);
			text += (look ? `\x1b[${look}m` : '') + word;
		}
		return `${text}\x1b[m`;
	});

/** What people do to a screen: rows scroll between a header and a footer, some change, all change, fewer are drawn. */
const step = fc.oneof(
	fc.record({
		kind: fc.constant('scroll' as const),
		by: fc.integer({min: -4, max: 4}),
		fresh: fc.array(line, {minLength: 4, maxLength: 4}),
	}),
	fc.record({
		kind: fc.constant('some' as const),
		at: fc.array(fc.nat(rows - 1), {maxLength: 4}),
		fresh: fc.array(line, {minLength: 4, maxLength: 4}),
	}),
	fc.record({kind: fc.constant('all' as const), fresh: fc.array(line, {minLength: 1, maxLength: rows})}),
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

function next(lines: readonly string[], change: Step): string[] {
	if (change.kind === 'all') return change.fresh;
	if (change.kind === 'some') return lines.map((old, row) => change.fresh[change.at.indexOf(row)] ?? old);
	const [header, body, footer] = [lines.slice(0, 2), lines.slice(2, -1), lines.slice(-1)];
	const fresh = change.fresh.slice(0, Math.abs(change.by));
	const moved =
		change.by > 0 ? [...body.slice(fresh.length), ...fresh] : [...fresh, ...body.slice(0, body.length - fresh.length)];
	return [...header, ...moved, ...footer].slice(0, rows);
}

const clearedAndDrawn = (lines: readonly string[]) =>
	`\x1b[m\x1b[2J${lines.map((text, row) => `\x1b[${row + 1}H\x1b[m${text}`).join('')}`;

describe('Screen', () => {
	test('shows what a full repaint shows, whatever was there before', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(line, {minLength: rows, maxLength: rows}),
				fc.array(step, {maxLength: 8}),
				async (first, steps) => {
					const [ours, theirs] = [createEmulator(columns, rows), createEmulator(columns, rows)];
					await Promise.all([ours.write('\x1b[?7l'), theirs.write('\x1b[?7l')]);
					const screen = new Screen(columns, rows);
					let lines = first;
					for (const change of [undefined, ...steps]) {
						if (change) lines = next(lines, change);
						await ours.write(screen.update(lines.join('\n')));
						await theirs.write(clearedAndDrawn(lines));
						expect(ours.looks()).toEqual(theirs.looks());
					}
					ours.dispose();
					theirs.dispose();
				},
			),
			{numRuns: 60},
		);
	});

	test('writes nothing for the same frame, and little for a small change', () => {
		const screen = new Screen(80, 24);
		const lines = Array.from({length: 24}, (_, row) => `row ${row} `.repeat(8));
		screen.update(lines.join('\n'));
		expect(screen.update(lines.join('\n'))).toBe('');
		lines[5] = lines[5]!.replace('row 5', 'row X');
		expect(screen.update(lines.join('\n'))).toBe('\x1b[6;5HX');
	});

	test('scrolls a list beside a pane that stays', async () => {
		const [list, pane] = [(row: number) => `container-${row * 7919} running`.padEnd(40), 'inspector of something'];
		const frame = (top: number) => Array.from({length: 24}, (_, row) => `${list(top + row)}│${pane} ${row}`).join('\n');
		const screen = new Screen(80, 24);
		const emulator = createEmulator(80, 24);
		await emulator.write(screen.update(frame(0)));
		const update = screen.update(frame(1));
		await emulator.write(update);
		expect(emulator.screen().join('\n')).toBe(frame(1));
		expect(update).toContain('\x1b[1M');
		expect(update.length).toBeLessThan(frame(1).length / 2);
		emulator.dispose();
	});

	test('cuts off what is wider or longer than the terminal', async () => {
		const screen = new Screen(10, 2);
		const emulator = createEmulator(10, 2);
		await emulator.write(`\x1b[?7l${screen.update('123456789漢\nabcdefghijklm\nthird')}`);
		expect(emulator.screen()).toEqual(['123456789', 'abcdefghij']);
		emulator.dispose();
	});

	test.each([
		['a title', 'a\x1b]0;title\x07b'],
		['a cursor jump', 'a\x1b[5;5Hb'],
		['a reset', 'a\x1bcb'],
		['a clipboard write without end', 'ab\x1b]52;c;aGk='],
		['bare controls', 'a\x07\r\x9bb'],
	])('lets no other sequence through: %s', (_, text) => {
		expect(new Screen(10, 1).update(text)).toBe('\x1b[m\x1b[2J\x1b[1Hab');
	});

	test.each([
		['a family', '👨‍👩‍👧'],
		['an emoji by its variant', '❤️'],
		['a flag', '🇩🇪'],
		['a mark on a letter', 'x\u0301\u0302'],
	])('puts what follows %s where it belongs, whatever the terminal draws', async (_, text) => {
		const screen = new Screen(30, 1);
		const emulator = createEmulator(30, 1);
		for (const frame of ['abcdefghijkl', `${text} after`, `${text}${text} after`, `x${text} after`, `y${text} after`]) {
			await emulator.write(screen.update(frame));
			const column = width(frame) - 6;
			expect([1, 2, 3, 4, 5].map(offset => emulator.cell(column + offset, 0).text).join('')).toBe(
				frame.startsWith('abc') ? 'hijkl' : 'after',
			);
		}
		emulator.dispose();
	});

	test('draws everything again, at the new size, after invalidate', async () => {
		const screen = new Screen(20, 3);
		screen.update('one\ntwo\nthree');
		screen.invalidate(30, 2);
		const emulator = createEmulator(30, 2);
		await emulator.write('rubbish\r\nrubbish');
		await emulator.write(screen.update('one\ntwo\nthree'));
		expect(emulator.screen()).toEqual(['one', 'two']);
		emulator.dispose();
	});
});
