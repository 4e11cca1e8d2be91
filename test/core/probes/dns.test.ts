import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {type DnsInput, dns} from '../../../source/core/probes/dns.js';
import {nameServers} from '../../../source/core/probes/dns-answers.js';
import type {ProbeOutcome, Tool} from '../../../source/core/probes/probe.js';
import {captureNames, readCapture} from './fixtures.js';

const toolOf = (id: string): Tool => dns.tools.find(tool => tool.id === id)!;

const own = '127.0.0.11';
const odd = '10.95.1.60';
const both = ['10.95.1.2', '10.95.1.3', '2001:db8:95:1::2', '2001:db8:95:1::3'];
const web = ['10.95.1.3', '2001:db8:95:1::3'];
const outside = ['198.51.100.10', '2001:db8:100::10'];

type Row = readonly [
	name: string,
	result: ProbeOutcome,
	answer: readonly string[] | string,
	server: string | undefined,
];

/** What four tools are asked, and print in four ways. `answer`: addresses, or what the message says. */
const common = (tool: string, server: string | undefined): readonly Row[] => [
	[`${tool}-ok`, 'ok', both, server],
	[`${tool}-one`, 'ok', web, server],
	[`${tool}-only-ipv4`, 'ok', ['10.95.4.2'], server],
	[`${tool}-outside`, 'ok', outside, server],
	[`${tool}-server`, 'ok', outside, '10.77.0.1'],
	[`${tool}-no-name`, 'no-name', 'there is no such name (NXDOMAIN)', server],
	[`${tool}-empty`, 'no-name', 'the name exists but has no address', odd],
	[`${tool}-servfail`, 'no-name', 'the name server could not find out (SERVFAIL)', odd],
	[`${tool}-server-refuses`, 'refused', 'the name server refuses to answer (REFUSED)', odd],
	[`${tool}-server-refused`, 'refused', 'no name server listens there (connection refused)', '10.95.1.2'],
	[`${tool}-server-silent`, 'timeout', 'the name server did not answer in time', '10.95.2.99'],
];

/** Asked for one kind of record. */
const kinds = (tool: string, server: string | undefined, asked: string | undefined): readonly Row[] => [
	[`${tool}-a`, 'ok', ['172.20.0.3'], server],
	[`${tool}-aaaa`, 'ok', ['2001:db8:95:1::3'], asked],
	[`${tool}-aaaa-none`, 'no-name', 'the name exists but has no IPv6 address', server],
	[`${tool}-ptr`, 'ok', ['h3-web.h3-net'], tool === 'nslookup-bind' ? undefined : server],
	[`${tool}-ptr-no-name`, 'no-name', 'there is no such name', tool === 'nslookup-bind' ? undefined : server],
	[`${tool}-srv`, 'ok', ['0 5 8080 web.lab.test', '10 5 8081 web2.lab.test'], asked],
];

const unsaid = 'no such name, or the name server failed (getent does not tell which)';

const captures: readonly Row[] = [
	...common('dig', own),
	...common('nslookup-bind', own),
	...common('nslookup-busybox', own),
	...common('host', undefined),
	['dig-no-name-server', 'unreachable', 'the name server cannot be reached (no route)', '10.77.0.1'],
	['nslookup-bind-no-name-server', 'unreachable', 'the name server cannot be reached (no route)', '10.77.0.1'],
	['nslookup-busybox-no-name-server', 'unreachable', 'the name server cannot be reached (no route)', undefined],
	['host-no-name-server', 'unreachable', 'the name server cannot be reached (no route)', '10.77.0.1'],
	// By itself it asks in the search domains alone.
	['nslookup-busybox-searching', 'ok', ['172.22.0.2'], own],
	['nslookup-busybox-searching-no-name', 'no-name', 'there is no such name (NXDOMAIN)', own],
	['nslookup-busybox-internal', 'timeout', 'the name server did not answer in time', undefined],
	['nslookup-busybox-old-ok', 'ok', ['172.20.0.3', '172.20.0.4'], undefined],
	['nslookup-busybox-old-no-name', 'no-name', 'this nslookup does not tell which', own],
	...['dig', 'drill', 'nslookup-bind', 'nslookup-busybox'].flatMap(tool => kinds(tool, own, '172.20.0.1')),
	...kinds('host', undefined, '172.20.0.1'),
	['drill-ok', 'ok', web, '172.20.0.1'],
	['drill-no-name', 'no-name', 'there is no such name (NXDOMAIN)', own],
	['drill-server-refuses', 'refused', 'the name server refuses to answer (REFUSED)', '172.20.0.1'],
	['drill-server-refused', 'timeout', 'this drill does not tell why', '172.20.0.3'],
	['drill-server-silent', 'timeout', 'this drill does not tell why', '10.255.255.1'],
	['getent-a', 'ok', ['172.20.0.3'], undefined],
	['getent-aaaa-none', 'no-name', unsaid, undefined],
	['getent-ptr', 'ok', ['h3-web.h3-net'], undefined],
	['getent-ptr-no-name', 'no-name', unsaid, undefined],
	['getent-ok', 'ok', both, undefined],
	['getent-one', 'ok', web, undefined],
	['getent-only-ipv4', 'ok', ['10.95.4.2'], undefined],
	['getent-outside', 'ok', outside, undefined],
	['getent-no-name', 'no-name', unsaid, undefined],
	['getent-no-name-server', 'no-name', unsaid, undefined],
	['getent-internal', 'no-name', unsaid, undefined],
	['missing', 'tool-missing', 'client has no getent: no name server was asked.', undefined],
];

describe('captured output', () => {
	test('every capture is in the table', () => {
		expect(captures.map(([name]) => name).sort()).toEqual([...captureNames('dns')].sort());
	});

	test.each(captures)('%s: %s', (name, result, answer, server) => {
		const {tool, input, argv, output} = readCapture<DnsInput>(`dns/${name}`);
		expect(dns.argv(input, toolOf(tool)).argv).toEqual(argv);
		const parsed = dns.parse(output, toolOf(tool), input);
		expect({result: parsed.result, server: parsed.server}).toEqual({result, server});
		if (typeof answer === 'string') {
			expect(parsed.message).toContain(answer);
			expect([...parsed.addresses, ...parsed.names, ...parsed.records]).toEqual([]);
			return;
		}

		// Servers turn the order of addresses around at random; families do not mix.
		expect([...parsed.addresses, ...parsed.names, ...parsed.records].sort()).toEqual([...answer].sort());
		const isIpv6 = (text: string) => text.includes(':');
		if (parsed.addresses.length > 0) expect(parsed.addresses.map(isIpv6)).toEqual(answer.map(isIpv6));
	});

	test('the order of the tool is kept within a family', () => {
		const {input, output} = readCapture<DnsInput>('dns/nslookup-busybox-ok');
		expect(dns.parse(output, toolOf('nslookup-busybox'), input).addresses).toEqual([
			'10.95.1.3',
			'10.95.1.2',
			'2001:db8:95:1::3',
			'2001:db8:95:1::2',
		]);
	});

	test('the configured server is named where the tool is silent about it', () => {
		const {input, output} = readCapture<DnsInput>('dns/getent-one');
		const parsed = dns.parse(output, toolOf('getent'), input, `nameserver ${own}\n`);
		expect(parsed.server).toBe(own);
		expect(parsed.message).toBe(`client resolves web to ${web.join(', ')} (getent, server ${own}).`);
	});
});

test('a lookup that was cut off is a time-out', () => {
	const output = {stdout: '', stderr: '', exitCode: undefined, timedOut: true, truncated: false};
	expect(dns.parse(output, toolOf('getent'), {from: 'client', target: 'db'})).toEqual({
		result: 'timeout',
		addresses: [],
		names: [],
		records: [],
		message: 'client has no answer for db in time (getent).',
	});
});

test('whatever a tool prints: no throw, no success without an address, no control characters', () => {
	const line = fc.oneof(
		fc.string({unit: 'binary'}),
		fc.constantFrom(
			'Name:\tdb',
			'Address: \u001b[31m10.0.0.9',
			'db. 600 IN A 10.0.0.9\u202e',
			'10.0.0.9 STREAM x',
			';; x',
		),
	);
	fc.assert(
		fc.property(fc.array(line), fc.constantFrom(undefined, 0, 1, 2, 9, 126, 127), (lines, exitCode) => {
			const output = {stdout: lines.join('\n'), stderr: '', exitCode, timedOut: false, truncated: false};
			for (const tool of dns.tools) {
				const parsed = dns.parse(output, tool, {from: 'client', target: 'db'});
				expect(parsed.message).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/);
				expect(parsed.result === 'ok').toBe(parsed.addresses.length > 0 && parsed.result !== 'tool-missing');
			}
		}),
	);
});

test('who can be asked what', () => {
	const able = (input: Partial<DnsInput>) =>
		dns.tools.filter(tool => dns.canAsk?.({from: 'client', target: 'db', ...input}, tool)).map(({id}) => id);
	expect(able({})).toEqual(dns.tools.map(({id}) => id));
	expect(able({server: '10.0.0.1'})).not.toContain('getent');
	expect(able({type: 'SRV'})).toEqual(['dig', 'nslookup-bind', 'nslookup-busybox', 'host', 'drill']);
	expect(dns.problem({from: 'client', target: 'db', type: 'PTR'})).toContain('is not an address');
	expect(dns.problem({from: 'client', target: '10.0.0.1'})).toContain('is an address already');
	expect(dns.problem({from: 'client', target: '10.0.0.1', type: 'PTR'})).toBeUndefined();
});

test('the time is that of both questions together, where the tool tells it', () => {
	const time = (name: string) => {
		const {tool, input, output} = readCapture<DnsInput>(`dns/${name}`);
		return dns.latency?.(dns.parse(output, toolOf(tool), input));
	};
	expect(time('drill-ok')).toBe(12);
	expect(time('dig-a')).toBe(4);
	expect(time('host-a')).toBeUndefined();
});

test('name servers of a resolv.conf', () => {
	expect(
		nameServers('# nameserver 1.1.1.1\nnameserver 127.0.0.11\nsearch lab\nnameserver  fd00::1\noptions ndots:0\n'),
	).toEqual(['127.0.0.11', 'fd00::1']);
});

test.each([
	['dig-no-name', 'NXDOMAIN'],
	['nslookup-busybox-servfail', 'SERVFAIL'],
	['getent-no-name', undefined],
] as const)('%s: what the name server said is kept as a word', (name, code) => {
	const {tool, input, output} = readCapture<DnsInput>(`dns/${name}`);
	expect(dns.parse(output, toolOf(tool), input).code).toBe(code);
});
