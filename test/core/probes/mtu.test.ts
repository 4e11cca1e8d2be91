import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {type MtuInput, mtu} from '../../../source/core/probes/mtu.js';
import type {ProbeOutcome, Tool} from '../../../source/core/probes/probe.js';
import {begun, captureNames, readCapture} from './fixtures.js';

const tool = mtu.tools[0] as Tool;

type Row = readonly [
	name: string,
	result: ProbeOutcome,
	figures: {mtu?: number; interfaceMtu?: number; hop?: string; vanishes: boolean},
	says: string,
];

/** Behind an interface of 1400, 1404 pass: a veth leaves room for a VLAN tag. */
const captures: readonly Row[] = [
	['vanishes', 'timeout', {mtu: 1404, interfaceMtu: 9000, vanishes: true}, 'larger ones vanish without an answer'],
	['vanishes-ipv6', 'timeout', {mtu: 1404, interfaceMtu: 9000, vanishes: true}, 'although client may send 9000'],
	['all-passes', 'ok', {mtu: 9000, interfaceMtu: 9000, vanishes: false}, 'all that client may send'],
	['all-passes-ipv6', 'ok', {mtu: 9000, interfaceMtu: 9000, vanishes: false}, 'all that client may send'],
	['own-kernel', 'ok', {mtu: 1400, interfaceMtu: 1400, vanishes: false}, 'all that client may send'],
	['own-kernel-ipv6', 'ok', {mtu: 1400, interfaceMtu: 1400, vanishes: false}, 'all that client may send'],
	[
		'router-tells',
		'ok',
		{mtu: 1500, interfaceMtu: 9000, hop: '10.95.7.1', vanishes: false},
		'10.95.7.1 answers larger ones with the limit',
	],
	// The kernel remembers what the router said.
	['router-tells-again', 'ok', {mtu: 1500, interfaceMtu: 1500, vanishes: false}, 'all that client may send'],
	['itself', 'ok', {mtu: 65_535, vanishes: false}, 'up to 65535 bytes pass'],
	// Every second packet is dropped there, whatever its size.
	['lossy', 'ok', {mtu: 9000, interfaceMtu: 9000, vanishes: false}, 'up to 9000 bytes pass'],
	['size-ok', 'ok', {vanishes: false}, 'with packets of 1400 bytes (1372 of payload)'],
	['size-vanishes', 'timeout', {vanishes: true}, 'packets of 1500 bytes (1472 of payload) get no answer'],
	['size-too-big', 'too-big', {interfaceMtu: 1400, vanishes: false}, 'own kernel says that 1400 is the limit'],
	['size-too-big-ipv6', 'too-big', {interfaceMtu: 1400, vanishes: false}, 'packets of 1520 bytes'],
	['size-too-big-router', 'too-big', {interfaceMtu: 1500, vanishes: false}, 'says that 1500 is the limit'],
	['size-nobody-there', 'unreachable', {vanishes: false}, 'nobody has that address'],
	['no-name', 'no-name', {vanishes: false}, 'no such name'],
	['nobody-there', 'unreachable', {vanishes: false}, 'nobody has that address'],
	['no-route', 'unreachable', {vanishes: false}, 'there is no route'],
	['timeout', 'timeout', {vanishes: false}, 'client gets no reply from 10.95.8.2'],
	['missing', 'tool-missing', {vanishes: false}, 'client has no iputils ping'],
	['no-shell', 'tool-missing', {vanishes: false}, 'client has no iputils ping'],
];

describe('captured output', () => {
	test('every capture is in the table', () => {
		expect(captures.map(([name]) => name).sort()).toEqual([...captureNames('mtu')].sort());
	});

	test.each(captures)('%s: %s', (name, result, figures, says) => {
		const {input, argv, output} = readCapture<MtuInput>(`mtu/${name}`);
		expect(mtu.argv(input, tool).argv).toEqual(argv);
		const {message, ...parsed} = mtu.parse(output, tool, input);
		expect(parsed).toEqual({result, ...figures});
		expect(message).toContain(says);
	});
});

test('while it runs, what has passed so far', () => {
	const {input, output} = readCapture<MtuInput>('mtu/vanishes');
	const seen: string[] = [];
	for (let length = 0; length <= output.stdout.length; length++) {
		const part = mtu.parse(begun(output, length), tool, input);
		const word = `${part.result} ${part.mtu ?? ''}`;
		if (seen.at(-1) !== word) seen.push(word);
	}

	expect(seen[0]).toBe('timeout ');
	const sizes = seen.slice(1).map(word => Number(/^ok (\d+)$/.exec(word)?.[1]));
	expect(sizes).toEqual([...sizes].sort((a, b) => a - b));
	expect(sizes.at(-1)).toBe(1404);
});

test('cut off before the end, it is not known whether larger ones pass', () => {
	const {input, output} = readCapture<MtuInput>('mtu/router-tells');
	const cut = {...output, stdout: output.stdout.slice(0, output.stdout.lastIndexOf('@')), exitCode: 1};
	expect(mtu.parse(cut, tool, input)).toMatchObject({result: 'timeout', mtu: 84});
});

test.each([-1, 1.5, 65_508, Number.NaN])('a payload of %s bytes is refused', size => {
	expect(mtu.problem({from: 'client', target: 'db', size})).toBe('A payload has 0 to 65507 bytes.');
});

test('whatever a tool prints: no throw, no success without a reply, no control characters', () => {
	const line = fc.oneof(
		fc.string({unit: 'binary'}),
		fc.constantFrom(
			'@56',
			'@1472',
			'@99999999999',
			'64 bytes from \u001b[31m10.0.0.9: icmp_seq=1 ttl=64 time=0.1 ms',
			'PING db (\u202e10.0.0.9): 56 data bytes',
			'ping: local error: message too long, mtu=0',
			'From \u001b]0;x\u0007 icmp_seq=1 Frag needed and DF set (mtu = 1400)',
		),
	);
	fc.assert(
		fc.property(
			fc.array(line),
			fc.constantFrom(undefined, 0, 1, 2, 126, 127),
			fc.constantFrom(undefined, 1472),
			(lines, exitCode, size) => {
				const output = {stdout: lines.join('\n'), stderr: '', exitCode, timedOut: false, truncated: false};
				const parsed = mtu.parse(output, tool, {from: 'client', target: 'db', ...(size && {size})});
				expect(parsed.message).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/);
				if (parsed.result === 'ok') expect(output.stdout).toMatch(/@\d+\n(?:.*\n)*?\d+ bytes from/);
				if (parsed.result === 'ok' && size) expect(output.stdout).toMatch(/@1472\n(?:.*\n)*?\d+ bytes from/);
			},
		),
	);
});
