import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {ProbeOutcome, Tool} from '../../../source/core/probes/probe.js';
import {type TraceInput, trace} from '../../../source/core/probes/trace.js';
import {begun, captureNames, readCapture} from './fixtures.js';

const toolOf = (id: string): Tool => trace.tools.find(tool => tool.id === id)!;

/** `path`: the hops' addresses, `*` for silence. */
type Row = readonly [name: string, result: ProbeOutcome, path: string, says: string];

const outside = '10.95.7.1 198.51.100.10';
const captures: readonly Row[] = [
	['busybox-next-door', 'ok', '2001:db8:95:7::4', 'reaches server (2001:db8:95:7::4) in 1 hop'],
	['linux-next-door', 'ok', '10.95.7.4', 'reaches server (10.95.7.4) in 1 hop'],
	['tracepath-next-door', 'ok', '2001:db8:95:7::4', 'reaches server in 1 hop'],
	['busybox-outside', 'ok', outside, 'in 2 hops'],
	['linux-outside', 'ok', outside, 'in 2 hops'],
	['tracepath-outside', 'ok', outside, 'in 2 hops'],
	['busybox-ipv6', 'ok', '2001:db8:95:7::4', 'in 1 hop'],
	['linux-ipv6', 'ok', '2001:db8:95:7::4', 'in 1 hop'],
	['tracepath-ipv6', 'ok', '2001:db8:95:7::4', 'in 1 hop'],
	['busybox-silent', 'timeout', '* * *', 'does not reach 10.95.8.2 within 3 hops: nobody answers'],
	['linux-silent', 'timeout', '* * *', 'nobody answers'],
	['tracepath-silent', 'timeout', '* * *', 'nobody answers'],
	['busybox-unrouted', 'timeout', '10.95.7.1 * *', 'the last to answer is 10.95.7.1, hop 1'],
	['linux-unrouted', 'timeout', '10.95.7.1 * *', 'the last to answer is 10.95.7.1, hop 1'],
	['tracepath-unrouted', 'timeout', '10.95.7.1 * *', 'the last to answer is 10.95.7.1, hop 1'],
	['busybox-nobody-there', 'unreachable', '* * * 10.95.7.3', 'host unreachable'],
	// All its packets are on the way before the first ARP request has failed.
	['linux-nobody-there', 'timeout', '* * * *', 'nobody answers'],
	['tracepath-nobody-there', 'unreachable', '10.95.7.2', 'host unreachable'],
	['busybox-no-name', 'no-name', '', 'this program does not tell which'],
	['linux-no-name', 'no-name', '', 'no such name'],
	['tracepath-no-name', 'no-name', '', 'no such name'],
	['busybox-no-route', 'unreachable', '', 'there is no route'],
	['tracepath-no-route', 'unreachable', '', 'it cannot send there'],
	['busybox-not-permitted', 'not-permitted', '', 'NET_RAW'],
	['missing', 'tool-missing', '', 'client has no tracepath'],
];

const pathOf = ({hops}: ReturnType<typeof trace.parse>) => hops.map(({address}) => address ?? '*').join(' ');

describe('captured output', () => {
	test('every capture is in the table', () => {
		expect(captures.map(([name]) => name).sort()).toEqual([...captureNames('trace')].sort());
	});

	test.each(captures)('%s: %s', (name, result, path, says) => {
		const {tool, input, argv, output} = readCapture<TraceInput>(`trace/${name}`);
		expect(trace.argv(input, toolOf(tool)).argv).toEqual(argv);
		const parsed = trace.parse(output, toolOf(tool), input);
		expect({result: parsed.result, path: pathOf(parsed)}).toEqual({result, path});
		expect(parsed.reached).toBe(result === 'ok');
		expect(parsed.message).toContain(says);
	});
});

test('while it runs, the hops so far', () => {
	const {input, output} = readCapture<TraceInput>('trace/busybox-outside');
	const seen = new Set<string>();
	for (let length = 0; length <= output.stdout.length; length++) {
		const part = trace.parse(begun(output, length), toolOf('traceroute-busybox'), input);
		seen.add(`${part.result} ${pathOf(part)}`);
	}

	expect([...seen]).toEqual(['timeout ', 'timeout 10.95.7.1', `ok ${outside}`]);
});

test.each([0, 33, 1.5])('%s hops are refused', maxHops => {
	expect(trace.problem({from: 'client', target: 'db', maxHops})).toBe('Try 1 to 32 hops.');
});

test('whatever a tool prints: no throw, no success without the target’s answer, no control characters', () => {
	const line = fc.oneof(
		fc.string({unit: 'binary'}),
		fc.constantFrom(
			'traceroute to db (10.0.0.9), 16 hops max, 46 byte packets',
			'traceroute to db (\u001b[31m), 16 hops max',
			' 1  10.0.0.1  0.1 ms',
			' 2  10.0.0.9  0.1 ms !X',
			' 2  10.0.0.9  0.1 ms !\u202e',
			' 1:  \u001b]0;x\u0007  0.1ms reached',
			'999999: no reply',
		),
	);
	fc.assert(
		fc.property(fc.array(line), fc.constantFrom(undefined, 0, 1, 126, 127), (lines, exitCode) => {
			const output = {stdout: lines.join('\n'), stderr: '', exitCode, timedOut: false, truncated: false};
			for (const tool of trace.tools) {
				const parsed = trace.parse(output, tool, {from: 'client', target: 'db'});
				expect(parsed.message).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/);
				expect(JSON.stringify(parsed.hops)).not.toMatch(/\\u001b|\u202e/);
				if (parsed.result === 'ok') expect(output.stdout).toMatch(/ms reached| 10\.0\.0\.9 {2}| \S+ {2}[\d.]+ ms/);
			}
		}),
	);
});
