/**
 * Which tools a container has, by one exec where it has a shell:
 *
 *   sh -c '<discovery.argv[2]: a constant text without names of anybody>'
 *
 * It prints, for each program that is there, a line `@ping` and what the program says of itself:
 *
 *   @ping
 *   ping from iputils 20221126
 *   @getent
 *   getent (Debian GLIBC 2.36-9+deb12u14) 2.36
 *
 * Without a shell (exit code 126 or 127) each program is asked by itself: `ping -V`, `dig -v`, `nslookup --help`,
 * `host -V`, `getent --version`. (`nslookup -V` would be a question to the name server in old BusyBox.)
 *
 * What is run then; N = count, T = target, NAME and SERVER as asked, […] only where asked for:
 *
 *   ping-iputils, ping-unknown  ping -n -c N -W 2 [-4|-6] T
 *   ping-busybox                ping -c N -W 2 [-4|-6] T
 *   ping-inetutils              ping -n -c N -W 2 T          (IPv6: ping6 -n -c N -w N+2 T)
 *   dig                         dig [@SERVER] +search +time=5 +tries=1 +noall +comments +answer +stats
 *                                   -q NAME -t A -q NAME -t AAAA
 *   nslookup-bind               nslookup -timeout=5 -retry=1 NAME [SERVER]
 *   nslookup-busybox, -old      nslookup NAME [SERVER]
 *   host                        host -W 5 -R 1 NAME [SERVER]
 *   getent                      getent ahosts NAME
 *
 * No `-w` for ping: with it iputils goes on sending until that many replies have come. `-c` and `-W` end all of them.
 */
import {linesOf} from './output.js';
import type {Output} from './probe.js';

type Program = {
	readonly program: string;
	readonly ask: string;
	/** Which kind it is, from what it says of itself. */
	readonly recognise: (text: string) => ToolId;
};

export type ToolId =
	| 'ping-iputils'
	| 'ping-busybox'
	| 'ping-inetutils'
	| 'ping-unknown'
	| 'dig'
	| 'nslookup-bind'
	| 'nslookup-busybox'
	| 'nslookup-busybox-old'
	| 'host'
	| 'getent';

/** Programs that probes use, and how each is asked what it is. */
export const programs: readonly Program[] = [
	{program: 'ping', ask: '-V', recognise: pingKind},
	{program: 'dig', ask: '-v', recognise: () => 'dig'},
	{program: 'nslookup', ask: '--help', recognise: nslookupKind},
	{program: 'host', ask: '-V', recognise: () => 'host'},
	{program: 'getent', ask: '--version', recognise: () => 'getent'},
];

const asked = programs.map(
	({program, ask}) => `command -v ${program} >/dev/null && { echo "@${program}"; ${program} ${ask} </dev/null 2>&1; }`,
);

export const discovery = {argv: ['sh', '-c', `${asked.join('; ')}; true`], timeoutMs: 10_000} as const;

/** The tools that the discovery script found. */
export function toolsFound(output: Output): readonly ToolId[] {
	const lines = linesOf(output);
	return programs.flatMap(({program, recognise}) => {
		const start = lines.indexOf(`@${program}`);
		if (start < 0) return [];
		const end = lines.findIndex((line, index) => index > start && line.startsWith('@'));
		return [recognise(lines.slice(start + 1, end < 0 ? undefined : end).join('\n'))];
	});
}

function pingKind(text: string): ToolId {
	if (text.includes('BusyBox')) return 'ping-busybox';
	if (text.includes('iputils')) return 'ping-iputils';
	return text.includes('inetutils') ? 'ping-inetutils' : 'ping-unknown';
}

/** Before 1.29, and in small builds, BusyBox had another nslookup, without `-type`. */
function nslookupKind(text: string): ToolId {
	if (!text.includes('BusyBox')) return 'nslookup-bind';
	return text.includes('-type=') ? 'nslookup-busybox' : 'nslookup-busybox-old';
}
