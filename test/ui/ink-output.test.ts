import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {type InkOutputClass, installFastOutput} from '../../source/ui/ink-output.js';
import {createEmulator} from './terminal/emulator.js';

const {default: Output} = (await import(new URL('output.js', import.meta.resolve('ink')).href)) as {
	default: InkOutputClass;
};
const original = Output.prototype.get;

const columns = 30;
const rows = 6;

const texts = [
	'one',
	'two words',
	'漢字',
	'\x1b[31mred\x1b[39m',
	'\x1b[7m inverse \x1b[27m',
	'─────',
	'several\nlines\nof text',
	' ',
	'é…',
	'👍',
];
const transformers = [
	() => '\x1b[32mreplaced\x1b[39m',
	(line: string) => `\x1b[1m${line}\x1b[22m`,
	(line: string, index: number) => `${index}${line}`,
];
const write = fc.record({
	type: fc.constant('write' as const),
	x: fc.integer({min: -2, max: columns}),
	y: fc.integer({min: -1, max: rows}),
	text: fc.constantFrom(...texts),
	transformers: fc.subarray(transformers, {maxLength: 2}),
});
const clip = fc.record({
	x1: fc.nat(10),
	x2: fc.integer({min: 10, max: columns}),
	y1: fc.nat(2),
	y2: fc.integer({min: 2, max: rows}),
});
const pictures = fc
	.array(
		fc.oneof(
			{weight: 3, arbitrary: write.map(one => [one])},
			fc
				.tuple(clip, fc.array(write, {maxLength: 3}))
				.map(([area, inside]) => [{type: 'clip' as const, clip: area}, ...inside, {type: 'unclip' as const}]),
		),
		{maxLength: 8},
	)
	.map(groups => groups.flat());

async function seen(drawn: string): Promise<string[]> {
	const emulator = createEmulator(columns + 20, rows);
	await emulator.write(drawn.split('\n').join('\x1b[m\r\n'));
	const looks = emulator.looks();
	emulator.dispose();
	return looks;
}

describe('installFastOutput', () => {
	test('draws what Ink draws', async () => {
		Output.prototype.get = original;
		expect(installFastOutput(Output, {})).toBe(true);
		const fast = Output.prototype.get;
		Output.prototype.get = original;
		await fc.assert(
			fc.asyncProperty(pictures, async operations => {
				const output = () => {
					const made = new Output({width: columns, height: rows});
					made.operations.push(...operations);
					return made;
				};
				const result = fast.call(output());
				expect(result.height).toBe(rows);
				expect(await seen(result.output)).toEqual(await seen(original.call(output()).output));
			}),
			{numRuns: 300},
		);
	});

	test('leaves Ink alone when it is told to', () => {
		Output.prototype.get = original;
		expect(installFastOutput(Output, {DOCKNET_PLAIN_INK: '1'})).toBe(false);
		expect(Output.prototype.get).toBe(original);
	});

	test('leaves an Ink alone that it does not know', () => {
		class Other extends Output {
			override write() {
				this.operations.push({type: 'unclip'});
			}
		}
		const before = Other.prototype.get;
		expect(installFastOutput(Other, {})).toBe(false);
		expect(Other.prototype.get).toBe(before);
	});
});
