import type {Change} from '../core/model/change.js';
import type {ContainerId} from '../core/model/container.js';
import type {HostId, Reference} from '../core/model/reference.js';
import type {Sample} from '../core/model/sample.js';
import type {Step, StepOutcome} from '../core/plan/step.js';
import type {Output, Vantage} from '../core/probes/probe.js';

/** Byte pipe between a person's terminal and a shell in a container. */
export type Terminal = {
	readonly columns: number;
	readonly rows: number;
	onInput(listener: (chunk: Uint8Array) => void): void;
	onResize(listener: (columns: number, rows: number) => void): void;
	write(chunk: Uint8Array): void;
};

export type ExecuteOptions = {
	readonly timeoutMs: number;
	readonly signal: AbortSignal;
	/** Called with all the text so far (both streams, as it comes), for live results. */
	readonly onProgress?: (output: Output) => void;
};

/**
 * The port. Adapters: docker, simulated. Connects by itself on first use, and again after a failure.
 * Every method rejects with EngineError only, and ends soon after its signal.
 */
export type Engine = {
	readonly host: HostId;
	/** Forces a name for people before anything is known: the address or context that was asked for. */
	readonly address: string;
	/** The whole picture: one `host`, one `networks`, one `containers` change. */
	list(signal: AbortSignal): Promise<readonly Change[]>;
	/**
	 * Yields `[]` once events are being received (list after that and nothing is missed), then batches of
	 * changes: events, and the objects that they touched, read again. Ends by throwing EngineError when the stream breaks.
	 */
	watch(signal: AbortSignal): AsyncIterable<readonly Change[]>;
	/** The same containers with `detailed: true`; those that are gone come as `container-gone`. */
	detail(containers: readonly ContainerId[], signal: AbortSignal): Promise<readonly Change[]>;
	/** As `list`, and everything in detail that a diagnosis looks at: all objects, plugins, and the swarm as its manager has it. */
	survey(signal: AbortSignal): Promise<readonly Change[]>;
	/** One-shot counters, read once for each; a container that is not running gives none. */
	sample(containers: readonly ContainerId[], signal: AbortSignal): Promise<readonly Sample[]>;
	/** The engine's own JSON (environment variables removed). */
	inspect(reference: Reference, signal: AbortSignal): Promise<unknown>;
	/** Names of the images that the engine has, `name:tag`, sorted. */
	images(signal: AbortSignal): Promise<readonly string[]>;
	/** A file of a container, running or not; at most 1 MiB. Rejects with `missing` where there is none. */
	readFile(container: ContainerId, path: string, signal: AbortSignal): Promise<Uint8Array>;
	/** Runs a program; a program that is not there is exit code 127 (126: not executable), not an error. */
	execute(vantage: Vantage, argv: readonly string[], options: ExecuteOptions): Promise<Output>;
	apply(step: Step, signal: AbortSignal): Promise<StepOutcome>;
	/** Interactive; resolves with the exit code when the program ends. */
	openShell(container: ContainerId, argv: readonly string[], terminal: Terminal, signal: AbortSignal): Promise<number>;
	/** Ends streams and helper processes. */
	close(): Promise<void>;
};
