import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {type PingInput, ping} from '../../../source/core/probes/ping.js';
import type {ProbeOutcome, Tool} from '../../../source/core/probes/probe.js';
import {begun, captureNames, readCapture} from './fixtures.js';

const toolOf = (id: string): Tool => ping.tools.find(tool => tool.id === id)!;

type Row = readonly [
	name: string,
	result: ProbeOutcome,
	numbers: `${number}/${number}`,
	address: string | undefined,
	says: string,
];

/** `received/sent`. */
const captures: readonly Row[] = [
	['busybox-ok', 'ok', '3/3', '10.95.1.2', 'client reaches db (10.95.1.2): 3 of 3 replies'],
	['iputils-ok', 'ok', '3/3', '10.95.1.2', 'client reaches db (10.95.1.2): 3 of 3 replies'],
	['inetutils-ok', 'ok', '3/3', '10.95.1.3', 'client reaches db (10.95.1.3): 3 of 3 replies'],
	['busybox-ok-ipv6', 'ok', '3/3', '2001:db8:95:1::2', 'client reaches db (2001:db8:95:1::2)'],
	['iputils-ok-ipv6', 'ok', '3/3', '2001:db8:95:1::3', 'client reaches db (2001:db8:95:1::3)'],
	['inetutils-ok-ipv6', 'ok', '3/3', '2001:db8:95:1::3', 'client reaches db (2001:db8:95:1::3)'],
	['iputils-ok-without-capabilities', 'ok', '3/3', '10.95.1.2', 'client reaches 10.95.1.2'],
	['busybox-loss', 'loss', '2/4', '10.95.1.100', 'client loses 50 % of packets to 10.95.1.100: 2 of 4 replies'],
	['iputils-loss', 'loss', '2/4', '10.95.1.100', 'client loses 50 % of packets to 10.95.1.100: 2 of 4 replies'],
	['inetutils-loss', 'loss', '2/4', '10.95.1.100', 'client loses 50 % of packets to 10.95.1.100: 2 of 4 replies'],
	['busybox-timeout', 'timeout', '0/3', '10.95.2.2', 'client gets no reply from 10.95.2.2: 3 sent'],
	['iputils-timeout', 'timeout', '0/3', '10.95.2.2', 'client gets no reply from 10.95.2.2: 3 sent'],
	['inetutils-timeout', 'timeout', '0/3', '10.95.2.2', 'client gets no reply from 10.95.2.2: 3 sent'],
	// This iputils says nothing of the rule that drops its packets, BusyBox does.
	['iputils-walled', 'timeout', '0/3', '10.95.1.2', 'client gets no reply from 10.95.1.2'],
	['busybox-walled', 'unreachable', '0/0', '10.95.1.2', 'a firewall inside the container forbids sending'],
	['busybox-black-hole', 'unreachable', '0/0', '10.95.1.200', 'a route of its own throws it away'],
	['iputils-black-hole', 'unreachable', '0/0', undefined, 'a route of its own throws it away'],
	// BusyBox does not pass on what the network answers.
	['busybox-nobody-there', 'timeout', '0/3', '10.95.1.222', 'client gets no reply from 10.95.1.222'],
	['busybox-nobody-there-ipv6', 'timeout', '0/3', '2001:db8:95:1::dead', 'client gets no reply'],
	['busybox-filtered', 'timeout', '0/3', '10.95.1.101', 'client gets no reply'],
	['iputils-nobody-there', 'unreachable', '0/3', '10.95.1.222', 'nobody has that address'],
	['iputils-nobody-there-ipv6', 'unreachable', '0/3', '2001:db8:95:1::dead', 'nobody has that address'],
	['inetutils-nobody-there', 'unreachable', '0/3', '10.95.1.222', 'nobody has that address'],
	['inetutils-nobody-there-ipv6', 'unreachable', '0/3', '2001:db8:95:1::dead', 'nobody has that address'],
	['iputils-filtered', 'unreachable', '0/3', '10.95.1.101', 'a firewall rejects it'],
	['inetutils-filtered', 'unreachable', '0/3', '10.95.1.101', 'a firewall rejects it'],
	['busybox-no-route', 'unreachable', '0/0', '10.1.1.1', 'there is no route'],
	['iputils-no-route', 'unreachable', '0/0', undefined, 'there is no route'],
	['inetutils-no-route', 'unreachable', '0/0', '10.1.1.1', 'there is no route'],
	['busybox-no-route-ipv6', 'unreachable', '0/0', '2001:db8::1', 'no address of that family'],
	['iputils-no-route-ipv6', 'unreachable', '0/0', undefined, 'no address of that family'],
	['inetutils-no-route-ipv6', 'unreachable', '0/0', '2001:db8::1', 'no address of that family'],
	[
		'busybox-no-name',
		'no-name',
		'0/0',
		undefined,
		'client cannot resolve nosuchname: no such name, or the name server failed',
	],
	['busybox-no-name-ipv6', 'no-name', '0/0', undefined, 'this program does not tell which'],
	['iputils-no-name', 'no-name', '0/0', undefined, 'client cannot resolve nosuchname: no such name (iputils ping)'],
	['iputils-no-name-ipv6', 'no-name', '0/0', undefined, 'no such name'],
	['inetutils-no-name', 'no-name', '0/0', undefined, 'this program does not tell which'],
	['inetutils-no-name-ipv6', 'no-name', '0/0', undefined, 'this program does not tell which'],
	['busybox-no-name-server', 'no-name', '0/0', undefined, 'this program does not tell which'],
	['iputils-no-name-server', 'no-name', '0/0', undefined, 'the name server failed or did not answer'],
	['inetutils-no-name-server', 'no-name', '0/0', undefined, 'this program does not tell which'],
	['busybox-internal', 'no-name', '0/0', undefined, 'this program does not tell which'],
	['iputils-internal', 'no-name', '0/0', undefined, 'the name server failed or did not answer'],
	['busybox-default-bridge', 'no-name', '0/0', undefined, 'client cannot resolve probe-server'],
	['iputils-default-bridge', 'no-name', '0/0', undefined, 'client cannot resolve probe-server: no such name'],
	['busybox-wrong-family', 'no-name', '0/0', undefined, 'this program does not tell which'],
	['iputils-wrong-family', 'no-name', '0/0', undefined, 'the name has no address of that kind'],
	['busybox-not-permitted', 'not-permitted', '0/0', '10.95.1.2', 'the network was not tested'],
	['busybox-not-permitted-user', 'not-permitted', '0/0', '10.95.1.2', 'NET_RAW'],
	['iputils-not-permitted', 'not-permitted', '0/0', undefined, 'NET_RAW'],
	['inetutils-not-permitted', 'not-permitted', '0/0', undefined, 'NET_RAW'],
	['inetutils-no-protocols', 'tool-missing', '0/0', undefined, 'was not tested: ping: unknown protocol icmp.'],
	['missing', 'tool-missing', '0/0', undefined, 'client has no ping: the network was not tested.'],
	['missing-e26', 'tool-missing', '0/0', undefined, 'client has no ping: the network was not tested.'],
	['missing-podman', 'tool-missing', '0/0', undefined, 'client has no ping: the network was not tested.'],
];

describe('captured output', () => {
	test('every capture is in the table', () => {
		expect(captures.map(([name]) => name).sort()).toEqual([...captureNames('ping')].sort());
	});

	test.each(captures)('%s: %s', (name, result, numbers, address, says) => {
		const {tool, input, argv, output} = readCapture<PingInput>(`ping/${name}`);
		expect(ping.argv(input, toolOf(tool)).argv).toEqual(argv);
		const parsed = ping.parse(output, toolOf(tool), input);
		expect(parsed.message).toContain(says);
		expect({result: parsed.result, numbers: `${parsed.received}/${parsed.sent}`, address: parsed.address}).toEqual({
			result,
			numbers,
			address,
		});
		expect(parsed.replies).toHaveLength(parsed.received);
		expect(parsed.lossPercent).toBe(parsed.sent === 0 ? 0 : (100 * (parsed.sent - parsed.received)) / parsed.sent);
	});

	test('numbers are those of the tool', () => {
		const {input, output} = readCapture<PingInput>('ping/iputils-loss');
		const {replies, rttMs} = ping.parse(output, toolOf('ping-iputils'), input);
		expect(replies.map(({sequence}) => sequence)).toEqual([1, 3]);
		const [, min, avg, max] = /= ([\d.]+)\/([\d.]+)\/([\d.]+)/.exec(output.stdout)!.map(Number);
		expect(rttMs).toEqual({min, avg: expect.closeTo(avg!, 2), max});
	});
});

describe('while it runs', () => {
	test.each(['busybox-loss', 'iputils-loss', 'inetutils-loss'])('%s shows replies as they come', name => {
		const {tool, input, output} = readCapture<PingInput>(`ping/${name}`);
		const whole = ping.parse(output, toolOf(tool), input);
		const seen = new Set<string>();
		for (let length = 0; length <= output.stdout.length; length++) {
			const part = ping.parse(begun(output, length), toolOf(tool), input);
			expect(whole.replies.slice(0, part.replies.length)).toEqual(part.replies);
			seen.add(`${part.result} ${part.received}/${part.sent}`);
		}

		expect([...seen]).toEqual(['timeout 0/0', 'ok 1/1', 'loss 2/3', 'loss 2/4']);
	});

	test('a program that was cut off keeps what it had printed', () => {
		const {input, output} = readCapture<PingInput>('ping/busybox-ok');
		const cut = {...begun(output, output.stdout.indexOf('seq=2')), timedOut: true};
		expect(ping.parse(cut, toolOf('ping-busybox'), input)).toMatchObject({result: 'ok', sent: 2, received: 2});
	});
});

test('a packet that comes twice is received once', () => {
	const stdout = [
		'PING 10.0.0.9 (10.0.0.9) 56(84) bytes of data.',
		'64 bytes from 10.0.0.9: icmp_seq=1 ttl=64 time=0.100 ms',
		'64 bytes from 10.0.0.9: icmp_seq=1 ttl=64 time=0.200 ms (DUP!)',
		'1 packets transmitted, 1 received, +1 duplicates, 0% packet loss, time 0ms',
		'',
	].join('\n');
	const output = {stdout, stderr: '', exitCode: 0, timedOut: false, truncated: false};
	const input = {from: 'client', target: '10.0.0.9', count: 1};
	expect(ping.parse(output, toolOf('ping-iputils'), input)).toMatchObject({
		result: 'ok',
		replies: [{sequence: 1, ms: 0.1}],
	});
});

test('whatever a tool prints: no throw, no success without a reply, no control characters', () => {
	const line = fc.oneof(
		fc.string({unit: 'binary'}),
		fc.constantFrom(
			'64 bytes from \u001b[31m10.0.0.9: seq=0 ttl=64 time=0.1 ms',
			'3 packets transmitted, 0 received, 100% packet loss',
			'ping: bad address \u001b]0;x\u0007',
			'PING db (\u202e10.0.0.9): 56 data bytes',
		),
	);
	fc.assert(
		fc.property(
			fc.array(line),
			fc.array(line),
			fc.constantFrom(undefined, 0, 1, 2, 126, 127, 137),
			(out, err, exitCode) => {
				const output = {stdout: out.join('\n'), stderr: err.join('\n'), exitCode, timedOut: false, truncated: false};
				for (const tool of ping.tools) {
					const parsed = ping.parse(output, tool, {from: 'client', target: 'db', count: 3});
					expect(parsed.message).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/);
					if (parsed.result === 'ok') expect(parsed.received).toBeGreaterThan(0);
					if (parsed.result === 'ok') expect(output.stdout + output.stderr).toMatch(/bytes from|received/);
				}
			},
		),
	);
});
