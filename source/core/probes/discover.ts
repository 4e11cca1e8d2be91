/**
 * Which tools a place has, by one run where it has a shell:
 *
 *   sh -c '<discovery.argv[2]: a constant text without names of anybody>'
 *
 * It prints a line `@program` for each program that is there and, where there are kinds, what the program says of itself:
 *
 *   @cat
 *   @ping
 *   ping from iputils 20221126
 *
 * Without a shell (exit code 126 or 127) each program is asked by itself: `ping -V`, `dig -v`, `nslookup --help` …
 * (`nslookup -V` would be a question to the name server in old BusyBox.)
 */
import {linesOf} from './output.js';
import type {Output} from './probe.js';

/** Each begins with its program. */
export type ToolId =
	| 'sh'
	| 'cat'
	| 'timeout-coreutils'
	| 'timeout-busybox'
	| 'ping-iputils'
	| 'ping-busybox'
	| 'ping-inetutils'
	| 'ping-unknown'
	| 'dig'
	| 'drill'
	| 'nslookup-bind'
	| 'nslookup-busybox'
	| 'nslookup-busybox-old'
	| 'host'
	| 'getent'
	| 'nc-openbsd'
	| 'nc-busybox'
	| 'nc-busybox-small'
	| 'nc-traditional'
	| 'ncat'
	| 'bash'
	| 'curl'
	| 'wget-gnu'
	| 'wget-busybox'
	| 'python3'
	| 'node'
	| 'perl'
	| 'traceroute-busybox'
	| 'traceroute-linux'
	| 'tracepath'
	| 'ss'
	| 'ip-iproute'
	| 'ip-busybox';

type Program = {
	readonly program: string;
	/** The option with which it says what it is, and ends at once. */
	readonly ask: string;
	/** What each kind says; first match wins, no match is a kind that no probe can use. */
	readonly kinds: readonly (readonly [says: RegExp, id: ToolId])[];
};

/** A program of one kind, whatever it says. */
const single = (program: string & ToolId, ask: string): Program => ({program, ask, kinds: [[/^/, program]]});

/** Programs that probes use. */
export const programs: readonly Program[] = [
	single('sh', '--version'),
	single('cat', '--version'),
	single('dig', '-v'),
	single('drill', '-v'),
	single('host', '-V'),
	single('getent', '--version'),
	single('ncat', '--version'),
	single('bash', '--version'),
	single('curl', '-V'),
	single('python3', '--version'),
	single('node', '--version'),
	single('perl', '--version'),
	single('tracepath', '-V'),
	single('ss', '-V'),
	{
		program: 'ping',
		ask: '-V',
		kinds: [
			[/BusyBox/, 'ping-busybox'],
			[/iputils/, 'ping-iputils'],
			[/inetutils/, 'ping-inetutils'],
			[/^/, 'ping-unknown'],
		],
	},
	{
		program: 'nslookup',
		ask: '--help',
		kinds: [
			[/BusyBox.*-type=/s, 'nslookup-busybox'],
			// Before 1.29, and in small builds.
			[/BusyBox/, 'nslookup-busybox-old'],
			[/^/, 'nslookup-bind'],
		],
	},
	{
		program: 'nc',
		ask: '-h',
		kinds: [
			[/BusyBox.*\s-z\s/s, 'nc-busybox'],
			[/BusyBox/, 'nc-busybox-small'],
			[/OpenBSD|usage: nc \[-46/, 'nc-openbsd'],
			[/^\[v1\.1\d/, 'nc-traditional'],
		],
	},
	{
		program: 'wget',
		ask: '--version',
		kinds: [
			[/BusyBox/, 'wget-busybox'],
			[/^GNU Wget/, 'wget-gnu'],
		],
	},
	{
		program: 'traceroute',
		ask: '--version',
		kinds: [
			[/BusyBox/, 'traceroute-busybox'],
			[/traceroute for Linux/, 'traceroute-linux'],
		],
	},
	{
		program: 'ip',
		ask: '-V',
		kinds: [
			[/BusyBox/, 'ip-busybox'],
			[/iproute2/, 'ip-iproute'],
		],
	},
	{
		program: 'timeout',
		ask: '--help',
		kinds: [
			// Before 1.30 it was `timeout -t SECS PROG`.
			[/BusyBox.*\] SECS PROG/s, 'timeout-busybox'],
			[/DURATION COMMAND/, 'timeout-coreutils'],
		],
	},
];

const isSingle = ({kinds}: Program) => kinds.length === 1;

const script = [
	`for p in ${programs
		.filter(isSingle)
		.map(({program}) => program)
		.join(' ')}`,
	'do command -v $p >/dev/null && echo "@$p"',
	'done',
	...programs
		.filter(program => !isSingle(program))
		.map(({program: p, ask}) => `command -v ${p} >/dev/null && { echo "@${p}"; ${p} ${ask} </dev/null 2>&1; echo; }`),
	'true',
].join('; ');

export const discovery = {argv: ['sh', '-c', script], timeoutMs: 10_000} as const;

/** The tools that the discovery script found. */
export function toolsFound(output: Output): readonly ToolId[] {
	const lines = linesOf(output);
	return programs.flatMap(program => {
		const start = lines.indexOf(`@${program.program}`);
		if (start < 0) return [];
		const end = lines.findIndex((line, index) => index > start && line.startsWith('@'));
		return recognise(program, lines.slice(start + 1, end < 0 ? undefined : end)) ?? [];
	});
}

/** Which kind a program is, by what it said of itself. */
export function recognise({kinds}: Program, lines: readonly string[]): ToolId | undefined {
	const text = lines.join('\n');
	return kinds.find(([says]) => says.test(text))?.[1];
}
