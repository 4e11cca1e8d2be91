import {describe, expect, test} from 'vitest';
import {probes} from '../../../source/core/probes/all.js';
import {discovery, programs, type ToolId, toolsFound} from '../../../source/core/probes/discover.js';
import {isMissing} from '../../../source/core/probes/output.js';
import {captureNames, readCapture} from './fixtures.js';

const captures: readonly (readonly [name: string, tools: readonly ToolId[]])[] = [
	['busybox', ['ping-busybox', 'nslookup-busybox']],
	['iputils', ['ping-iputils', 'dig', 'getent']],
	['inetutils', ['ping-inetutils', 'dig', 'getent']],
	['bind', ['ping-iputils', 'dig', 'nslookup-bind', 'host', 'getent']],
	['getent', ['getent']],
	['no-shell', []],
	['no-shell-podman', []],
];

describe('what the discovery script printed', () => {
	test('every capture is in the table', () => {
		expect(captures.map(([name]) => name).sort()).toEqual([...captureNames('discover')].sort());
	});

	test.each(captures)('%s', (name, tools) => {
		const {argv, output} = readCapture(`discover/${name}`);
		expect(argv).toEqual(discovery.argv);
		expect(toolsFound(output)).toEqual(tools);
		expect(isMissing(output)).toBe(tools.length === 0);
	});
});

test('a ping of an unknown kind is a ping, an nslookup without -type is the old BusyBox one', () => {
	const print = (text: string) => ({stdout: text, stderr: '', exitCode: 0, timedOut: false, truncated: false});
	expect(
		toolsFound(print("@ping\nping: Unknown option 'V'\n@nslookup\nBusyBox v1.28\n\nUsage: nslookup [HOST] [SERVER]\n")),
	).toEqual(['ping-unknown', 'nslookup-busybox-old']);
});

test('every tool is found by a program of its name', () => {
	const names = programs.map(({program}) => program);
	for (const {id} of Object.values(probes).flatMap(probe => probe.tools)) expect(names).toContain(id.split('-')[0]);
});
