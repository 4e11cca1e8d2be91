import {describe, expect, test} from 'vitest';
import {type HttpInput, http} from '../../../source/core/probes/http.js';
import type {ProbeOutcome, Tool} from '../../../source/core/probes/probe.js';
import {expectCaution, expectConstantScripts} from './connect-property.js';
import {captureNames, readCapture} from './fixtures.js';

const toolOf = (id: string): Tool => http.tools.find(tool => tool.id === id)!;

type Row = readonly [situation: string, result: ProbeOutcome, status: number | undefined, says: string];

/** What every tool was asked. Of `odd`, IPv6 refuses and IPv4 answers. */
const plain: readonly Row[] = [
	['ok', 'ok', 200, 'client gets status 200 from '],
	['big', 'ok', 200, 'client gets status 200 from '],
	['moved', 'ok', 302, 'client gets status 302 from '],
	['not-found', 'ok', 404, 'The network works; the program behind it answers with an error.'],
	['unavailable', 'ok', 503, 'The network works; the program behind it answers with an error.'],
	['refused', 'refused', undefined, 'nobody listens there (connection refused)'],
	['reset', 'reset', undefined, 'the connection was accepted and then '],
	['empty', 'reset', undefined, 'the connection was accepted and then '],
	['other-protocol', 'reset', undefined, ''],
	['silent', 'timeout', undefined, 'no answer in time'],
	['timeout', 'timeout', undefined, 'client gets no answer from 10.96.72.2:8080: no answer in time'],
	['nobody-there', 'unreachable', undefined, 'no route to host'],
	['no-route', 'unreachable', undefined, 'there is no route (network unreachable)'],
	['no-name', 'no-name', undefined, 'client cannot resolve nosuchname: no such name'],
];
const secure: readonly Row[] = [
	['self-signed', 'tls', undefined, 'but TLS fails: '],
	['not-tls', 'tls', undefined, 'but TLS fails: '],
];
const special: ReadonlyMap<string, Row> = new Map<string, Row>([
	['wget-busybox-not-tls', ['', 'reset', undefined, 'broken off']],
	['curl-no-certificates', ['', 'tls', undefined, 'error setting certificate file']],
	['curl-ok-ipv6', ['', 'ok', 200, 'client gets status 200 from http://[2001:db8:9671::2]:8080/ in ']],
	['missing', ['', 'tool-missing', undefined, 'client has no curl: nothing was asked.']],
]);

const able = http.tools.filter(tool => http.canAsk!({from: 'client', target: 'https://odd/'}, tool)).map(({id}) => id);

describe('captured output', () => {
	test('every tool has a capture of every situation', () => {
		const wanted = http.tools.flatMap(({id}) =>
			(able.includes(id) ? [...plain, ...secure] : plain).map(([situation]) => `${id}-${situation}`),
		);
		expect([...captureNames('http')].sort()).toEqual([...new Set([...wanted, ...special.keys()])].sort());
	});

	test.each(captureNames('http'))('%s', name => {
		const {tool, input, argv, output} = readCapture<HttpInput>(`http/${name}`);
		const [, result, status, says] =
			special.get(name) ?? [...plain, ...secure].find(([situation]) => name === `${tool}-${situation}`)!;
		expect(http.argv(input, toolOf(tool)).argv).toEqual(argv);
		const parsed = http.parse(output, toolOf(tool), input);
		expect(parsed.message).toContain(says);
		expect({result: parsed.result, status: parsed.status}).toEqual({result, status});
	});

	test.each(['curl', 'python3', 'node', 'perl'])('%s tells address, time, bytes and where to go', tool => {
		const figuresOf = (situation: string) => {
			const {input, output} = readCapture<HttpInput>(`http/${tool}-${situation}`);
			return http.parse(output, toolOf(tool), input);
		};

		expect(figuresOf('ok')).toMatchObject({bytes: 6, address: '10.96.71.60', ms: expect.any(Number)});
		expect(figuresOf('moved')).toMatchObject({location: 'http://web:8080/'});
		// At most a part beyond the limit.
		expect(figuresOf('big').bytes).toBeLessThan(1_048_576 + 65_536);
	});

	test('a program that accepts and is silent is told from a packet that is lost', () => {
		const {tool, input, output} = readCapture<HttpInput>('http/curl-silent');
		expect(http.parse(output, toolOf(tool), input).message).toContain(
			'connects to odd:8003 (10.96.71.60), but gets no',
		);
	});
});

test('whatever a tool prints: no throw, no success without a status, no control characters', () => {
	const input = {from: 'client', target: 'https://db/'};
	expectCaution(http, input, /http \d{3} \S+ \S+ \S+ \S+|HTTP\/\d\S* \d{3}/);
});

test('no name and no address stands in a script', () => {
	expectConstantScripts(http, [
		{from: 'client', target: 'db'},
		{from: 'client', target: 'http://[2001:db8::7]:81/x?y', timeoutSeconds: 9},
	]);
});

test('TLS needs a tool that speaks it', () => {
	expect(able).toEqual(['curl', 'python3', 'node', 'wget-gnu', 'wget-busybox']);
});

test('BusyBox does not check certificates, and the message says so', () => {
	const {output} = readCapture<HttpInput>('http/wget-busybox-ok');
	const {message} = http.parse(output, toolOf('wget-busybox'), {from: 'client', target: 'https://db/'});
	expect(message).toContain('whose certificate was not checked');
});
