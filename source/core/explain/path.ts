import type {Evidence, Fix} from '../model/finding.js';
import type {Host} from '../model/host.js';
import type {Snapshot} from '../model/snapshot.js';
import type {Resolution} from '../names/resolve.js';
import {versionAtLeast} from '../plan/gates.js';
import {doorOf} from '../plan/gateways.js';
import {type Destination, destinationOf} from './destination.js';
import {type End, endOf} from './ends.js';
import type {PathQuestion, PathStep} from './explanation.js';

/** All that the steps of an explanation look at. */
export type Path = {
	readonly snapshot: Snapshot;
	readonly question: PathQuestion;
	readonly host?: Host;
	readonly from: End;
	readonly to: Destination;
	/** What becomes of the target's name in the asking container. */
	readonly resolution?: Resolution;
};

export function pathOf(question: PathQuestion, snapshot: Snapshot): Path {
	const from = endOf(question.from, question.fromName, snapshot);
	const host = snapshot.hosts.get(question.from.host);
	return {snapshot, question, ...(host && {host}), from, ...destinationOf(question, from, snapshot)};
}

/** One question of the path; undefined where it does not arise. */
export type Step = (path: Path) => PathStep | undefined;

type Saying = {
	readonly evidence?: readonly Evidence[];
	readonly finding?: string;
	readonly fix?: Fix;
	readonly observed?: boolean;
};

export function step(id: string, status: PathStep['status'], title: string, saying: Saying = {}): PathStep {
	const {evidence = [], finding, fix, observed = false} = saying;
	return {
		id,
		status,
		title,
		confidence: observed ? 'observed' : 'predicted',
		evidence,
		...(finding && {finding}),
		...(fix && {fix}),
	};
}

export function api(at: string, value: string, expected?: string): Evidence {
	return {source: 'api', at, value, ...(expected !== undefined && {expected})};
}

/** A Docker release, or later; false for Podman, whose numbers and rules are its own. */
export function isDockerSince({host}: Path, version: string): boolean {
	return host !== undefined && host.engine !== 'podman' && versionAtLeast(host.version, version);
}

/** The end that is a container, where the destination is one. */
export function targetEnd({to}: Path): End | undefined {
	return to.kind === 'container' || to.kind === 'published' || to.kind === 'self' ? to.end : undefined;
}

/** Where a published port leads: the container's own address, on the network of its default gateway. */
export function behindPort({to, snapshot}: Path): {readonly address: string; readonly port: number} | undefined {
	if (to.kind !== 'published' || !to.end.owner) return undefined;
	const address = doorOf(to.end.owner, to.end.networks, snapshot)?.endpoint.ipv4;
	return address ? {address, port: to.port.containerPort} : undefined;
}

export const networkList = (end: End): string => end.networks.map(({network}) => network.name).join(', ') || 'none';

/** `5432/tcp`; nothing where none was named. */
export const wantedPort = ({port, protocol}: PathQuestion): string => (port === undefined ? '' : `${port}/${protocol}`);
