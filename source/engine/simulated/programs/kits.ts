import type {Kit} from '../world.js';
import {cat, echo, hostname, sleep, timeout} from './basics.js';
import {ncBusybox, ncOpenbsd} from './connect.js';
import {curl} from './curl.js';
import {ip} from './ip.js';
import {dig, getent, nslookup} from './lookup.js';
import {ping} from './ping.js';
import {shell} from './shell.js';
import {tracepath, traceroute} from './trace.js';
import {type Program, says} from './transcript.js';
import {wget} from './wget.js';

/** `introduction`: what it says when it is asked what it is. */
export type Known = {readonly run: Program; readonly introduction: string};

const plain = (run: Program, introduction = ''): Known => ({run, introduction});

const busybox = (run: Program, usage: string): Known =>
	plain(run, `BusyBox v1.36.1 (2024-06-10 07:11:47 UTC) multi-call binary.\n\nUsage: ${usage}\n`);

const basic: Readonly<Record<string, Known>> = {
	sh: plain(shell),
	cat: plain(cat),
	echo: plain(echo),
	hostname: plain(hostname),
	sleep: plain(sleep),
	true: plain(() => says('')),
};

const alpine: Readonly<Record<string, Known>> = {
	...basic,
	ash: plain(shell),
	ip: busybox(ip, 'ip [OPTIONS] address|route|link|tunnel|neigh|rule [ARGS]'),
	nc: busybox(ncBusybox, 'nc [OPTIONS] HOST PORT  - connect\n\n\t-z\tZero-I/O mode (scanning)'),
	nslookup: busybox(nslookup, 'nslookup [-type=QUERY_TYPE] [-debug] HOST [DNS_SERVER]'),
	ping: busybox(ping, 'ping [OPTIONS] HOST'),
	timeout: busybox(timeout, 'timeout [-s SIG] [-k KILL_SECS] SECS PROG ARGS'),
	traceroute: busybox(traceroute, 'traceroute [-46Flnrv] [-f 1ST_TTL] [-m MAXTTL] [-q PROBES] [-p PORT]'),
	wget: busybox(wget, 'wget [-cqS] [--spider] [-O FILE] [-o LOGFILE] [-T SEC] URL...'),
};

const iputils = 'from iputils 20221126\n';
const debianCurl = plain(curl, 'curl 7.88.1 (x86_64-pc-linux-gnu) libcurl/7.88.1 OpenSSL/3.0.17\n');
const debianNc = plain(ncOpenbsd, 'OpenBSD netcat (Debian patchlevel 1.219-1)\n');
const glibcGetent = plain(getent, 'getent (Debian GLIBC 2.36-9+deb12u7) 2.36\n');
const coreutilsTimeout = plain(timeout, 'Usage: timeout [OPTION] DURATION COMMAND [ARG]...\n');

export const kits: Readonly<Record<Kit, Readonly<Record<string, Known>>>> = {
	busybox: alpine,
	iputils: {
		...basic,
		bash: plain(shell),
		curl: debianCurl,
		dig: plain(dig, 'DiG 9.18.28-1~deb12u2-Debian\n'),
		getent: glibcGetent,
		ip: plain(ip, 'ip utility, iproute2-6.1.0\n'),
		nc: debianNc,
		ping: plain(ping, `ping ${iputils}`),
		timeout: coreutilsTimeout,
		tracepath: plain(tracepath, `tracepath ${iputils}`),
	},
	slim: {...basic, bash: plain(shell), getent: glibcGetent, timeout: coreutilsTimeout},
	distroless: {},
	netshoot: {
		...alpine,
		bash: plain(shell),
		curl: plain(curl, 'curl 8.7.1 (x86_64-alpine-linux-musl) libcurl/8.7.1\n'),
		dig: plain(dig, 'DiG 9.18.25\n'),
		getent: plain(getent, 'usage: getent [-s database] database [key ...]\n'),
		nc: plain(ncOpenbsd, 'OpenBSD netcat (Debian patchlevel 1.226-1)\n'),
		ping: plain(ping, `ping ${iputils}`),
		tracepath: plain(tracepath, `tracepath ${iputils}`),
	},
};
