import type {ContainerId} from '../model/container.js';
import type {HostId} from '../model/reference.js';
import type {probes} from './all.js';
import type {Place, Probe, ProbeOutcome, Vantage} from './probe.js';

type Probes = typeof probes;
export type ProbeKind = keyof Probes;
export type InputOf<Kind extends ProbeKind> = Parameters<Probes[Kind]['problem']>[0];
export type ResultOf<Kind extends ProbeKind> = ReturnType<Probes[Kind]['parse']>;
/** A probe of that kind. */
export type ProbeOf<Kind extends ProbeKind> = Probe<InputOf<Kind>, ResultOf<Kind>>;

/** One round of a repeated probe. `ms` undefined: nothing came back; or, with `ok`, the tool does not tell the time. */
export type Round = {readonly at: number; readonly ms: number | undefined; readonly result: ProbeOutcome};

type Common = {
	/** Unique in this session; the same id replaces (live results). */
	readonly id: string;
	readonly host: HostId;
	readonly place: Place;
	/** Name of the place: the container's, `host` or `outside`. */
	readonly from: string;
	/** As asked: a name, an address, `name:port`, a URL; empty where the probe has none. */
	readonly target: string;
	readonly startedAt: number;
	/** Undefined while under way. */
	readonly finishedAt?: number;
	/** Undefined until something could run. */
	readonly vantage?: Vantage;
	/** The tool used: `iputils ping`, `BusyBox nslookup`, `getent` …; undefined until found. */
	readonly tool?: string;
	/** What ran, as a line for a shell. */
	readonly command?: string;
	/** Of a repeated probe, oldest first, at most an hour's. */
	readonly rounds?: readonly Round[];
	/** Of a repeated probe: why the newest round could not be made, in the engine's words. */
	readonly trouble?: string;
};

/** One probe, done or under way, for the history. Finished without a result: it was broken off. */
export type Probed<Kind extends ProbeKind = ProbeKind> = {
	[Each in Kind]: Common & {readonly kind: Each; readonly result?: ResultOf<Each>};
}[Kind];

/** The container that a probe was made from, if it was one. */
export function containerOf({place}: Probed): ContainerId | undefined {
	return place.kind === 'container' ? place.container : undefined;
}
