import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {ProbeOutcome, Tool} from '../../../source/core/probes/probe.js';
import {
	confirmed,
	listening,
	listenProblem,
	server,
	type ThroughputInput,
	throughput,
	usualPort,
} from '../../../source/core/probes/throughput.js';
import {begun, captureNames, readCapture} from './fixtures.js';

const toolOf = (id: string): Tool => throughput.tools.find(tool => tool.id === id)!;
const most = 64 * 1024 * 1024;

const transfers = [
	'openbsd-to-busybox',
	'busybox-to-openbsd',
	'busybox-to-busybox',
	'openbsd-to-openbsd',
	'openbsd-to-busybox-ipv6',
] as const;

const failures: readonly (readonly [name: string, result: ProbeOutcome, says: string])[] = [
	...(['openbsd', 'busybox'] as const).flatMap(kind => [
		[`${kind}-refused`, 'refused', 'nobody listens there'] as const,
		[`${kind}-nobody-there`, 'unreachable', 'no route to host'] as const,
		[`${kind}-timeout`, 'timeout', 'no answer in time'] as const,
		[`${kind}-no-name`, 'no-name', 'no such name'] as const,
		[`${kind}-no-route`, 'unreachable', 'network unreachable'] as const,
	]),
	['missing', 'tool-missing', 'client has no BusyBox nc'],
	['no-nc', 'tool-missing', 'client has no OpenBSD nc'],
];

test('every capture is in a table', () => {
	expect([...captureNames('throughput')].sort()).toEqual([...transfers, ...failures.map(([name]) => name)].sort());
});

describe.each(transfers)('%s', name => {
	const sender = readCapture<ThroughputInput>(`throughput/${name}`);
	const listener = readCapture<ThroughputInput>(`throughput-listener/${name}`);
	const sent = throughput.parse(sender.output, toolOf(sender.tool), sender.input);

	test('what is run', () => {
		expect(throughput.argv(sender.input, toolOf(sender.tool)).argv).toEqual(sender.argv);
		const family = name.endsWith('ipv6') ? 6 : 4;
		expect(server(toolOf(listener.tool), usualPort, family).argv).toEqual(listener.argv);
	});

	test('the listener’s bytes and time are the result', () => {
		expect(sent).toMatchObject({result: 'ok', bytes: most});
		const result = confirmed(sent, listener.output, sender.input);
		expect(result).toMatchObject({result: 'ok', bytes: most});
		const [first, last] = [/@first (\S+)/, /@last (\S+)/].map(mark => Number(mark.exec(listener.output.stderr)?.[1]));
		expect(result.seconds).toBeCloseTo(last! - first!, 5);
		expect(result.bitsPerSecond).toBeCloseTo((most * 8) / (last! - first!), -5);
	});

	test('less than was sent counts as what arrived, nothing as no success', () => {
		const stderr = listener.output.stderr;
		const less = {...listener.output, stderr: stderr.replace(/@arrived \d+/, '@arrived 1000')};
		expect(confirmed(sent, less, sender.input)).toMatchObject({result: 'ok', bytes: 1000});
		const none = {...listener.output, stderr: stderr.replace(/@arrived \d+/, '@arrived 0')};
		expect(confirmed(sent, none, sender.input)).toEqual({result: 'timeout', message: expect.any(String)});
	});

	test('stopped by its time, only the listener knows', () => {
		const stderr = sender.output.stderr.replace('@sent 0', '@sent 124');
		const part = throughput.parse({...sender.output, stderr}, toolOf(sender.tool), sender.input);
		expect(part).toMatchObject({result: 'timeout'});
		expect(part.bytes).toBeUndefined();
		expect(confirmed(part, listener.output, sender.input)).toMatchObject({result: 'ok', bytes: most});
	});

	test('it says when it listens', () => {
		expect(listening(begun(listener.output, 0))).toBeUndefined();
		expect(listening({...listener.output, exitCode: undefined})).toBe(true);
	});
});

test.each(failures)('%s: %s', (name, result, says) => {
	const {tool, input, argv, output} = readCapture<ThroughputInput>(`throughput/${name}`);
	expect(throughput.argv(input, toolOf(tool)).argv).toEqual(argv);
	const parsed = throughput.parse(output, toolOf(tool), input);
	expect(parsed).toEqual({result, message: expect.stringContaining(says)});
});

test.each(['nobody-came-busybox', 'nobody-came-openbsd'])('%s: it listened, and nothing arrived', name => {
	const {output} = readCapture<ThroughputInput>(`throughput-listener/${name}`);
	expect(listening(output)).toBe(true);
	const input = {from: 'client', target: '10.0.0.9:15201'};
	const sent = {result: 'timeout', message: 'no answer'} as const;
	expect(confirmed(sent, output, input)).toEqual(sent);
});

test('a port that is taken', () => {
	const output = {stdout: '@taken\n', stderr: '', exitCode: 1, timedOut: false, truncated: false};
	expect(listening(output)).toBe(false);
	expect(listenProblem(output, 80)).toBe('something listens on port 80 already');
});

test('whatever a tool prints: no throw, no success without an end, no control characters', () => {
	const line = fc.oneof(
		fc.string({unit: 'binary'}),
		fc.constantFrom(
			'@start 1.5',
			'@end 2.5',
			'@sent 0',
			'@code 0',
			'@end 1',
			'@code 127',
			'@first 1',
			'@last 1',
			'@arrived 5',
		),
	);
	fc.assert(
		fc.property(fc.array(line), fc.array(line), fc.constantFrom(undefined, 0, 1, 126, 127), (out, heard, exitCode) => {
			const output = {stdout: '', stderr: out.join('\n'), exitCode, timedOut: false, truncated: false};
			const input = {from: 'client', target: 'db:1'};
			for (const tool of throughput.tools) {
				const sent = throughput.parse(output, tool, input);
				expect(sent.message).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/);
				if (sent.result === 'ok') expect(output.stderr).toMatch(/@code 0/);
				const result = confirmed(sent, {...output, stderr: heard.join('\n')}, input);
				if (result.result === 'ok') expect(heard).toContain('@arrived 5');
				if (result.bitsPerSecond !== undefined) expect(Number.isFinite(result.bitsPerSecond)).toBe(true);
			}
		}),
	);
});
