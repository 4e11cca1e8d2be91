import {describe, expect, test} from 'vitest';
import {listeners} from '../../../source/core/probes/listeners.js';
import type {ProbeOutcome, Question} from '../../../source/core/probes/probe.js';
import {captureNames, readCapture} from './fixtures.js';

const captures: readonly (readonly [name: string, result: ProbeOutcome, listeners: readonly string[], says: string])[] =
	[
		[
			'busybox-servers',
			'ok',
			['tcp :: 8080 httpd', 'udp 0.0.0.0 67 udhcpd'],
			'client listens on tcp 8080, udp 67 (sh).',
		],
		['busybox-cat', 'ok', ['tcp :: 8080', 'udp 0.0.0.0 67'], 'client listens on tcp 8080, udp 67 (cat).'],
		// Another user's processes keep their sockets to themselves.
		['busybox-user', 'ok', ['tcp :: 8080', 'udp 0.0.0.0 67'], 'listens on tcp 8080, udp 67'],
		['iputils-nothing', 'ok', [], 'Nothing listens in client (sh).'],
		['noping-udp', 'ok', ['udp :: 5353 labd'], 'listens on udp 5353'],
		['distroless-helper', 'ok', ['tcp :: 8080 labd'], 'listens on tcp 8080'],
		['distroless-helper-debian', 'ok', ['tcp :: 8080 labd'], 'listens on tcp 8080'],
		['distroless-missing', 'tool-missing', [], 'client has no cat: nothing was read.'],
		[
			'host',
			'ok',
			['tcp 127.0.0.1 2376', 'tcp :: 2377', 'tcp :: 7946', 'udp 0.0.0.0 4789', 'udp :: 7946'],
			'listens on tcp 2376, tcp 2377, tcp 7946',
		],
	];

describe('captured output', () => {
	test('every capture is in the table', () => {
		expect(captures.map(([name]) => name).sort()).toEqual([...captureNames('listeners')].sort());
	});

	test.each(captures)('%s: %s', (name, result, expected, says) => {
		const {tool: id, input, argv, output} = readCapture<Question>(`listeners/${name}`);
		const tool = listeners.tools.find(tool => tool.id === id)!;
		expect(listeners.argv(input, tool).argv).toEqual(argv);
		const parsed = listeners.parse(output, tool, input);
		expect(parsed.result).toBe(result);
		expect(parsed.message).toContain(says);
		expect(
			parsed.listeners.map(({protocol, address, port, process}) =>
				[protocol, address, port, process].filter(word => word !== undefined).join(' '),
			),
		).toEqual(expected);
		for (const {address, family} of parsed.listeners) expect(family).toBe(address.includes(':') ? 6 : 4);
	});
});

test('the captures hold the sockets of the name server that are left out', () => {
	expect(readCapture('listeners/busybox-cat').output.stdout).toMatch(/: 0B00007F:[\dA-F]{4} 00000000:0000 0A/);
});

test('a list that was cut short says so', () => {
	const {input, output} = readCapture<Question>('listeners/busybox-cat');
	const {message, partial} = listeners.parse({...output, truncated: true}, listeners.tools[1]!, input);
	expect(message).toContain('some were not read');
	expect(partial).toBe(true);
	expect(listeners.parse(output, listeners.tools[1]!, input).partial).toBeUndefined();
});

test('connections that wait for a program to take them, as the host of Podman 4.3 shows those at a port whose rules are gone', () => {
	const {input, output} = readCapture<Question>('listeners/busybox-cat');
	const header = '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode';
	const held =
		'   0: 00000000:4793 00000000:0000 0A 00000000:0000000A 00:00000000 00000000 0 0 12488317 11 0000000009dfd428 100 0 0 10 0';
	const queued = (text: string) =>
		listeners.parse({...output, stdout: text}, listeners.tools[1]!, input).listeners.map(each => each.queued);
	expect(queued(`${header}\n${held}`)).toEqual([10]);
	expect(queued(`${header}\n${held.replace(/:[\dA-F]{8} 00:/, ':00000000 00:')}`)).toEqual([undefined]);
});
