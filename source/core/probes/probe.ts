import type {ContainerId} from '../model/container.js';
import type {HostId} from '../model/reference.js';

/** Where a probe runs: in the container itself. */
export type Vantage = {readonly kind: 'container'; readonly host: HostId; readonly container: ContainerId};

/** What a program run in a container left. `exitCode` undefined: still running when time was up, or cut off. */
export type Output = {
	readonly stdout: string;
	readonly stderr: string;
	readonly exitCode: number | undefined;
	readonly timedOut: boolean;
	/** Output was longer than the limit; the rest was dropped. */
	readonly truncated: boolean;
};

export type ProbeOutcome =
	| 'ok'
	| 'refused'
	| 'reset'
	| 'timeout'
	| 'unreachable'
	| 'no-name'
	| 'loss'
	| 'too-big'
	| 'tool-missing'
	| 'not-permitted';

export type PingResult = {
	readonly result: ProbeOutcome;
	readonly sent: number;
	readonly received: number;
	readonly lossPercent: number;
	/** Milliseconds. */
	readonly rttMs?: {readonly min: number; readonly avg: number; readonly max: number};
	/** Round trips one by one, milliseconds, in order. */
	readonly replies: readonly {readonly sequence: number; readonly ms: number}[];
	/** The address that was pinged. */
	readonly address?: string;
	/** One sentence for a person: what happened, or why it could not be tried. */
	readonly message: string;
};

export type DnsResult = {
	readonly result: ProbeOutcome;
	readonly addresses: readonly string[];
	/** The name server that answered (or was asked). */
	readonly server?: string;
	readonly message: string;
};

/** One probe, done or under way, for the history. */
export type Probed = {
	/** Unique in this session; the same id replaces (live results). */
	readonly id: string;
	readonly kind: 'ping' | 'dns';
	readonly host: HostId;
	readonly from: ContainerId;
	/** As asked: name or address. */
	readonly target: string;
	readonly startedAt: number;
	/** Undefined while under way. Without `ping` or `dns`, or with an unfinished one: it was broken off. */
	readonly finishedAt?: number;
	/** The tool used: `iputils ping`, `BusyBox nslookup`, `getent` …; undefined until found. */
	readonly tool?: string;
	readonly ping?: PingResult;
	readonly dns?: DnsResult;
};

/** One way to run a probe: a program of one kind. Its id begins with the program (`ping-busybox`); discover.ts lists all. */
export type Tool = {
	readonly id: string;
	/** For people: `BusyBox ping`. */
	readonly title: string;
};

/** Pure: question → argv per tool, output → result. Nothing runs here. */
export type Probe<Input, Result> = {
	readonly id: string;
	/** Best first. */
	readonly tools: readonly Tool[];
	readonly argv: (input: Input, tool: Tool) => {readonly argv: readonly string[]; readonly timeoutMs: number};
	/** Partial output (live) gives a partial result. */
	readonly parse: (output: Output, tool: Tool, input: Input) => Result;
};
