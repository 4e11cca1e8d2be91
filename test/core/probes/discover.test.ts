import {describe, expect, test} from 'vitest';
import {probes} from '../../../source/core/probes/all.js';
import {discovery, programs, toolsFound} from '../../../source/core/probes/discover.js';
import {isMissing} from '../../../source/core/probes/output.js';
import {captureNames, readCapture} from './fixtures.js';

const bind = [
	...['sh', 'cat', 'dig', 'drill', 'host', 'getent', 'ncat', 'perl', 'nslookup-bind', 'nc-traditional', 'wget-gnu'],
	...['traceroute-linux', 'timeout-coreutils'],
];
const captures: readonly (readonly [name: string, tools: readonly string[]])[] = [
	[
		'busybox',
		[
			...['sh', 'cat', 'ping-busybox', 'nslookup-busybox', 'nc-busybox-small', 'wget-busybox', 'traceroute-busybox'],
			...['ip-busybox', 'timeout-busybox'],
		],
	],
	[
		'iputils',
		[
			...['sh', 'cat', 'dig', 'getent', 'bash', 'curl', 'tracepath', 'ss', 'ping-iputils', 'nc-openbsd'],
			...['ip-iproute', 'timeout-coreutils'],
		],
	],
	['inetutils', [...bind.slice(0, 8), 'ping-inetutils', ...bind.slice(8)]],
	['bind', bind],
	['getent', ['sh', 'cat', 'getent', 'bash', 'timeout-coreutils']],
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

test('kinds that no probe can use are no tools', () => {
	const stdout =
		'@nc\nNcat 7.93 ( https://nmap.org/ncat )\n@timeout\nBusyBox v1.29\n\nUsage: timeout [-t SECS] [-s SIG] PROG ARGS\n';
	expect(toolsFound({stdout, stderr: '', exitCode: 0, timedOut: false, truncated: false})).toEqual([]);
});

test('every tool is found by a program of its name', () => {
	const names = programs.map(({program}) => program);
	for (const {id} of Object.values(probes).flatMap(probe => probe.tools)) expect(names).toContain(id.split('-')[0]);
});
