import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {probes} from '../../../source/core/probes/all.js';
import {linesOf} from '../../../source/core/probes/output.js';
import type {Answer, Output, Probe, Question, Tool} from '../../../source/core/probes/probe.js';
import type {ProbeKind} from '../../../source/core/probes/probed.js';
import {captureNames, readCapture} from './fixtures.js';

/** What a text must hold for a result to be `ok`, whatever else it holds. A probe that is not named here must show a digit. */
const supports: {readonly [Kind in ProbeKind]?: RegExp} = {
	ping: /bytes from .*seq=\d|[1-9]\d* (packets )?received/,
	dns: /\d\.\d|[\da-f]*:[\da-f]*:|name =|pointer|service =|IN +(PTR|SRV)|^[\da-f.:]+ +\S/im,
	tcp: /open|connected|succeeded|established connection/i,
	udp: /@answer/,
	http: /\b[1-5]\d\d\b/,
	mtu: /bytes from .*seq=\d|[1-9]\d* (packets )?received/,
	listeners: /local_address/,
	routes: /^ *\S+: *\d+( +\d+){15}$/m,
	trace: /\d.*(ms|reached)/,
	throughput: /@code 0/,
};

/** What programs print in other languages: `LC_ALL=C` is set, but not every program cares. */
const translated = (text: string) =>
	text.replace(/bytes from|received|timed out|address|name|connected|refused|unreachable|open/gi, word =>
		[...word].map(letter => (letter === 'e' ? 'é' : letter === 'o' ? 'ø' : letter)).join(''),
	);

const insert = (text: string, at: number, what: string) => text.slice(0, at) + what + text.slice(at);
const hostile = ['\u001b[2J', '\u0000', '\r', '\u202e', '\u0007', '\u009b31m', '\ufeff', '𝟙'];

type Twist = (output: Output, seed: number, text: string) => Output;

const twists: Readonly<Record<string, Twist>> = {
	truncated: (output, seed) => ({...output, stdout: output.stdout.slice(0, seed % (output.stdout.length + 1))}),
	'cut off while running': (output, seed) => ({
		...output,
		stdout: output.stdout.slice(0, seed % (output.stdout.length + 1)),
		exitCode: undefined,
		timedOut: true,
	}),
	interleaved: (output, seed) => {
		const [out, err] = [output.stdout, output.stderr].map(part => part.split('\n'));
		const mixed = (out ?? []).flatMap((line, index) => [line, ...((index + seed) % 2 ? (err ?? []).splice(0, 1) : [])]);
		return {...output, stdout: [...mixed, ...(err ?? [])].join('\n'), stderr: ''};
	},
	'lines turned around': output => ({...output, stdout: output.stdout.split('\n').reverse().join('\n')}),
	'streams exchanged': output => ({...output, stdout: output.stderr, stderr: output.stdout}),
	localised: output => ({...output, stdout: translated(output.stdout), stderr: translated(output.stderr)}),
	garbage: (output, seed, text) => ({
		...output,
		stdout: insert(output.stdout, seed % (output.stdout.length + 1), text),
	}),
	'control characters': (output, seed) => ({
		...output,
		stdout: insert(output.stdout, seed % (output.stdout.length + 1), hostile[seed % hostile.length] ?? ''),
	}),
	'huge numbers': (output, seed) => ({
		...output,
		stdout: output.stdout.replace(/\d+/g, (digits, at: number) => ((at + seed) % 3 ? digits : '9'.repeat(400))),
	}),
	'another exit code': (output, seed) => ({...output, exitCode: [0, 1, 2, 124, 126, 127, 137][seed % 7]}),
};

const everyProbe = Object.entries(probes) as unknown as readonly (readonly [
	ProbeKind,
	Probe<Question & Record<string, unknown>, Answer>,
])[];

/** Numbers that are no numbers would become null in JSON. */
function numbersOf(value: unknown): readonly number[] {
	if (typeof value === 'number') return [value];
	return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersOf) : [];
}

describe.each(everyProbe)('%s', (kind, probe) => {
	const captures = captureNames(kind).map(name => readCapture<Question>(`${kind}/${name}`));
	const toolOf = (id: string): Tool => probe.tools.find(tool => tool.id === id) ?? probe.tools[0]!;

	function check(output: Output, tool: Tool, input: Question): void {
		const {result, message, ...figures} = probe.parse(output, tool, input);
		const text = linesOf({...output, exitCode: 0}).join('\n');
		expect(message).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/);
		expect(numbersOf(figures).every(Number.isFinite)).toBe(true);
		for (const section of probe.tables({...figures, result, message})) expect(section.title).not.toBe('');
		if (result !== 'ok') return;
		expect(text).toMatch(supports[kind] ?? /\d/);
	}

	test.each(Object.entries(twists))('%s', (_, twist) => {
		fc.assert(
			fc.property(fc.constantFrom(...captures), fc.nat(100_000), fc.string({unit: 'binary'}), (capture, seed, text) => {
				check(twist(capture.output, seed, text), toolOf(capture.tool), capture.input);
			}),
			{numRuns: 60},
		);
	});

	test('pure garbage is never a success', () => {
		const streams = fc.array(fc.string({unit: 'binary', maxLength: 200}), {maxLength: 20});
		const [{input} = {input: {from: 'client', target: 'db'}}] = captures;
		fc.assert(
			fc.property(streams, streams, fc.constantFrom(undefined, 0, 1, 126, 127), (out, err, exitCode) => {
				const output = {stdout: out.join('\n'), stderr: err.join('\n'), exitCode, timedOut: false, truncated: false};
				for (const tool of probe.tools) check(output, tool, input);
			}),
			{numRuns: 60},
		);
	});

	test('nothing at all is never a success', () => {
		for (const {input} of captures) {
			for (const tool of probe.tools) {
				for (const exitCode of [undefined, 0, 1]) {
					const output = {stdout: '', stderr: '', exitCode, timedOut: exitCode === undefined, truncated: false};
					expect(probe.parse(output, tool, input).result).not.toBe('ok');
				}
			}
		}
	});

	test('very long lines and many lines take no time', () => {
		const long = 250_000;
		for (const {tool, input, output} of captures.slice(0, 12)) {
			const lines = output.stdout.split('\n').filter(line => line !== '');
			const line = [...lines].sort((a, b) => b.length - a.length)[0] ?? 'no output';
			for (const stdout of [
				line.repeat(long / line.length),
				`${line}\n`.repeat(long / line.length),
				' '.repeat(long),
			]) {
				const start = performance.now();
				check({...output, stdout, truncated: true}, toolOf(tool), input);
				expect(performance.now() - start).toBeLessThan(3000);
			}
		}
	});
});
