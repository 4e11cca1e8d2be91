import {describe, expect, test} from 'vitest';
import type {ProbeOutcome, Tool} from '../../../source/core/probes/probe.js';
import {type UdpInput, udp} from '../../../source/core/probes/udp.js';
import {expectCaution, expectConstantScripts} from './connect-property.js';
import {captureNames, readCapture} from './fixtures.js';

const toolOf = (id: string): Tool => udp.tools.find(tool => tool.id === id)!;

type Row = readonly [situation: string, result: ProbeOutcome, says: string];

const situations: readonly Row[] = [
	['ok', 'ok', 'client gets an answer from echo:9000'],
	['refused', 'refused', 'refused'],
	['silent', 'timeout', 'proves nothing for UDP'],
	['no-route', 'unreachable', 'there is no route (network unreachable)'],
	['no-name', 'no-name', 'client cannot resolve nosuchname: no such name'],
];

describe('captured output', () => {
	test('every tool has a capture of every situation', () => {
		const wanted = udp.tools.flatMap(({id}) => situations.map(([situation]) => `${id}-${situation}`));
		expect([...captureNames('udp')].sort()).toEqual([...wanted, 'missing'].sort());
	});

	test.each(captureNames('udp'))('%s', name => {
		const {tool, input, argv, output} = readCapture<UdpInput>(`udp/${name}`);
		const row = situations.find(([situation]) => name === `${tool}-${situation}`);
		const [, result, says] = row ?? ['', 'tool-missing', 'client has no Python: nothing was sent.'];
		expect(udp.argv(input, toolOf(tool)).argv).toEqual(argv);
		const parsed = udp.parse(output, toolOf(tool), input);
		expect(parsed.message).toContain(says);
		expect({result: parsed.result, answered: parsed.answered}).toEqual({result, answered: result === 'ok'});
	});

	test.each(['python3', 'perl', 'node', 'bash'])('%s tells address and time', tool => {
		const {input, output} = readCapture<UdpInput>(`udp/${tool}-ok`);
		const {address, ms} = udp.parse(output, toolOf(tool), input);
		expect(address).toBe('2001:db8:9671::5');
		expect(ms).toBeGreaterThan(0);
	});
});

test('whatever a tool prints: no throw, no success without an answer, no control characters', () => {
	expectCaution(udp, {from: 'client', target: 'db:53'}, /@answer \S+ \S+ \S+/);
});

test('no name and no address stands in a script', () => {
	expectConstantScripts(udp, [
		{from: 'client', target: 'db:53'},
		{from: 'client', target: '[2001:db8::7]:54', timeoutSeconds: 9},
	]);
});

test('what is wrong is said before anything runs', () => {
	expect(udp.problem({from: 'client', target: '-e:53'})).toContain("neither begins with '-'");
	expect(udp.problem({from: 'client', target: 'db'})).toContain('has no port');
});
