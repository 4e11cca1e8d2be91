import {describe, expect, test} from 'vitest';
import type {ProbeOutcome, Tool} from '../../../source/core/probes/probe.js';
import {type TcpInput, tcp} from '../../../source/core/probes/tcp.js';
import {expectCaution, expectConstantScripts} from './connect-property.js';
import {begun, captureNames, readCapture} from './fixtures.js';

const toolOf = (id: string): Tool => tcp.tools.find(tool => tool.id === id)!;

type Row = readonly [situation: string, result: ProbeOutcome, address: string | RegExp | undefined, says: string];

/** What every tool was asked. */
const situations: readonly Row[] = [
	['ok', 'ok', /^(10\.96\.71\.2|2001:db8:9671::2)$/, 'client connects to web:8080 ('],
	['ok-ipv6', 'ok', '2001:db8:9671::2', 'client connects to [2001:db8:9671::2]:8080'],
	['refused', 'refused', /^(10\.96\.71\.3|2001:db8:9671::3)$/, 'nobody listens there (connection refused)'],
	['two-answers', 'ok', /^(10\.96\.71\.2|2001:db8:9671::2)$/, 'client connects to api:8080 ('],
	['nobody-there', 'unreachable', '10.96.71.222', 'no route to host'],
	['timeout', 'timeout', '10.96.72.2', 'cannot connect to 10.96.72.2:8080: no answer in time'],
	['no-route', 'unreachable', '10.1.1.1', 'there is no route (network unreachable)'],
	['no-name', 'no-name', undefined, 'client cannot resolve nosuchname: no such name'],
];

const special: ReadonlyMap<string, Row> = new Map<string, Row>([
	// BusyBox tries one address, and the small one does not name an IPv6 address that failed.
	['nc-busybox-two-answers', ['', 'refused', '10.96.71.3', 'nobody listens there']],
	['nc-busybox-small-two-answers', ['', 'refused', undefined, 'nobody listens there']],
	['nc-busybox-small-refused', ['', 'refused', undefined, 'nobody listens there']],
	['bash-without-getent', ['', 'ok', undefined, 'client connects to web:8080 in ']],
	['bash-without-getent-no-name', ['', 'no-name', undefined, 'no such name']],
	['curl-ipv4', ['', 'ok', '10.96.71.2', 'client connects to web:8080 (10.96.71.2) in ']],
	...['nc-busybox-small', 'curl', 'bash'].map((tool): [string, Row] => [
		`${tool}-black-hole`,
		['', 'unreachable', '10.95.1.200', 'a route of its own throws it away'],
	]),
	['missing', ['', 'tool-missing', undefined, 'client has no curl: no connection was tried.']],
	['missing-nc', ['', 'tool-missing', undefined, 'client has no OpenBSD nc: no connection was tried.']],
]);

const rowOf = (name: string, tool: string) =>
	special.get(name) ?? situations.find(([situation]) => name === `${tool}-${situation}`);

describe('captured output', () => {
	test('every tool has a capture of every situation', () => {
		const wanted = tcp.tools.flatMap(({id}) => situations.map(([situation]) => `${id}-${situation}`));
		// The traditional nc knows no IPv6.
		const missing = wanted.filter(name => !captureNames('tcp').includes(name));
		expect(missing).toEqual(['nc-traditional-ok-ipv6']);
	});

	test.each(captureNames('tcp'))('%s', name => {
		const {tool, input, argv, output} = readCapture<TcpInput>(`tcp/${name}`);
		const [, result, address, says] = rowOf(name, tool)!;
		expect(tcp.argv(input, toolOf(tool)).argv).toEqual(argv);
		const parsed = tcp.parse(output, toolOf(tool), input);
		expect(parsed.message).toContain(says);
		expect({result: parsed.result, address: parsed.address}).toEqual({
			result,
			address: address instanceof RegExp ? expect.stringMatching(address) : address,
		});
		if (result !== 'ok') expect(parsed.ms).toBeUndefined();
	});

	test.each(['curl', 'bash', 'python3', 'perl', 'node', 'nc-busybox-small'])('%s tells the time', tool => {
		const {input, output} = readCapture<TcpInput>(`tcp/${tool}-ok`);
		const {ms} = tcp.parse(output, toolOf(tool), input);
		expect(ms).toBeGreaterThan(0);
		expect(ms).toBeLessThan(200);
	});

	test('of two containers with one name, the one that refused is told', () => {
		const told = tcp.tools.flatMap(({id}) => {
			const {input, output} = readCapture<TcpInput>(`tcp/${id}-two-answers`);
			const {message} = tcp.parse(output, toolOf(id), input);
			return message.endsWith('Other addresses of the name: 2001:db8:9671::3: refused.') ? [id] : [];
		});
		expect(told.length).toBeGreaterThan(0);
	});

	test('while it runs, nothing is open yet', () => {
		const {tool, input, output} = readCapture<TcpInput>('tcp/python3-ok');
		expect(tcp.parse(begun(output, 10), toolOf(tool), input).result).toBe('timeout');
	});
});

test('whatever a tool prints: no throw, no success without its sign, no control characters', () => {
	const marker = /@open \S|\* Connected to \S+ \(|succeeded!|Connected to \S+:\d+\.|\) open|\] \d+ .*open|connected\./;
	expectCaution(tcp, {from: 'client', target: 'db:80'}, marker);
});

test('no name and no address stands in a script', () => {
	expectConstantScripts(tcp, [
		{from: 'client', target: 'db:80'},
		{from: 'client', target: '[2001:db8::7]:81', timeoutSeconds: 9, family: 6},
	]);
});

test('what is wrong is said before anything runs', () => {
	expect(tcp.problem({from: 'client', target: '-e:80'})).toContain("neither begins with '-'");
	expect(tcp.problem({from: 'client', target: 'db:80', timeoutSeconds: 0})).toBe('Wait 1 to 60 whole seconds.');
	expect(tcp.problem({from: 'client', target: 'db:80'})).toBeUndefined();
});

test('BusyBox cannot choose the family', () => {
	const able = tcp.tools.filter(tool => tcp.canAsk!({from: 'client', target: 'db:80', family: 6}, tool));
	expect(able.map(({id}) => id)).toEqual(['curl', 'bash', 'python3', 'perl', 'node', 'nc-openbsd', 'ncat', 'wget-gnu']);
});
