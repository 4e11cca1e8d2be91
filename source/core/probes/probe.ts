import type {ContainerId} from '../model/container.js';
import type {HostId} from '../model/reference.js';
import type {Section} from '../views/view.js';

/** Whose network a probe sees: a container's, that of the engine's host, or that of the machine on which docknet runs. */
export type Place =
	| {readonly kind: 'container'; readonly host: HostId; readonly container: ContainerId}
	| {readonly kind: 'host'; readonly host: HostId}
	| {readonly kind: 'outside'; readonly host: HostId};

/** How a program gets to see that network. */
export type Vantage =
	/** An exec in the container: its own programs, user and files. */
	| {readonly kind: 'tool'; readonly host: HostId; readonly container: ContainerId}
	/** A helper container that shares the network namespace of that container; without one, that of the engine's host. */
	| {
			readonly kind: 'helper';
			readonly host: HostId;
			readonly container?: ContainerId;
			/** An image that the engine already has. */
			readonly image: string;
			/** It sees the container's processes too, and whose sockets are whose. */
			readonly processes?: boolean;
	  }
	/** Programs of this machine in the container's network namespace: for root, where the engine is local. */
	| {readonly kind: 'namespace'; readonly host: HostId; readonly container: ContainerId}
	/** Programs of this machine in its own network. */
	| {readonly kind: 'local'; readonly host: HostId};

/** What a program left. `exitCode` undefined: still running when time was up, or cut off. */
export type Output = {
	readonly stdout: string;
	readonly stderr: string;
	readonly exitCode: number | undefined;
	readonly timedOut: boolean;
	/** Output was longer than the limit; the rest was dropped. */
	readonly truncated: boolean;
};

/**
 * `tls`: connected, but no TLS session came about. `tool-missing` and `not-permitted`: nothing was measured.
 */
export type ProbeOutcome =
	| 'ok'
	| 'refused'
	| 'reset'
	| 'timeout'
	| 'unreachable'
	| 'no-name'
	| 'loss'
	| 'too-big'
	| 'tls'
	| 'tool-missing'
	| 'not-permitted';

/** What all probes ask. */
export type Question = {
	/** Who asks, for messages: the container's name, `host` or `outside`. */
	readonly from: string;
	/** As typed: a name, an address, `name:port`, a URL; empty where the probe has none. */
	readonly target: string;
};

/** What all probes answer; each adds its numbers. */
export type Answer = {
	readonly result: ProbeOutcome;
	/** One sentence for a person: what happened, or why it could not be tried. */
	readonly message: string;
};

/** One way to run a probe: a program of one kind. Its id begins with the program (`ping-busybox`); discover.ts lists all. */
export type Tool = {
	readonly id: string;
	/** For people: `BusyBox ping`. */
	readonly title: string;
};

/** Pure: question → argv per tool, output → result. Nothing runs here. */
export type Probe<Input extends Question, Result extends Answer> = {
	/** As the file and the command are called. */
	readonly id: string;
	/** `Ping`, `Name lookup`. */
	readonly title: string;
	/** What a container without a tool lacks, for messages: `dig, nslookup, host or getent`. */
	readonly programs: string;
	/** Best first. */
	readonly tools: readonly Tool[];
	/** Those of the tools that can do what is asked, where not all can. */
	readonly canAsk?: (input: Input, tool: Tool) => boolean;
	/** What is wrong with the input: one sentence that names it. Asked before anything runs. */
	readonly problem: (input: Input) => string | undefined;
	/** It must end by itself, whatever happens: an exec cannot be cancelled. `timeoutMs` is when to give up waiting for it. */
	readonly argv: (input: Input, tool: Tool) => {readonly argv: readonly string[]; readonly timeoutMs: number};
	/** Partial output (live) gives a partial result. `file`: what `wants` asked for. */
	readonly parse: (output: Output, tool: Tool, input: Input, file?: string) => Result;
	/** A file of the container without which this result lacks something: it is read, and the output parsed again. */
	readonly wants?: (result: Result) => string | undefined;
	/** All figures of a result where nothing ran. Its keys are the keys of the JSON, null where a result leaves one out. */
	readonly nothing: {readonly [Key in Exclude<keyof Result, keyof Answer>]-?: Result[Key]};
	/** The tool is better off with a sight of the container's processes. */
	readonly processes?: true;
	/** The figures as tables. */
	readonly tables: (result: Result) => readonly Section[];
	/** What a live chart shows of one round, milliseconds; undefined: nothing came back. Without it the probe is not repeated. */
	readonly latency?: (result: Result) => number | undefined;
};
