import type {Container} from '../model/container.js';
import type {Evidence, Subject} from '../model/finding.js';
import type {Host} from '../model/host.js';
import type {Network} from '../model/network.js';
import type {HostId} from '../model/reference.js';
import type {Node, Service} from '../model/swarm.js';

function about(kind: Subject['kind']) {
	return ({id, name, host}: Omit<Subject, 'kind'>): Subject => ({kind, name, id, host});
}

/** What a finding is about. */
export const aboutContainer: (container: Container) => Subject = about('container');
export const aboutNetwork: (network: Network) => Subject = about('network');
export const aboutService: (service: Service) => Subject = about('service');
export const aboutNode: (node: Node) => Subject = about('node');

export function aboutHost({id, name}: Host): Subject {
	return {kind: 'host', name, id, host: id};
}

export function aboutName(name: string, host: HostId): Subject {
	return {kind: 'name', name, id: name, host};
}

export function aboutChain(name: string, host: HostId): Subject {
	return {kind: 'chain', name, id: name, host};
}

function from(source: Evidence['source']) {
	return (at: string, value: string, expected?: string): Evidence => ({
		source,
		at,
		value,
		...(expected !== undefined && {expected}),
	});
}

/** A fact that the engine's answers tell, at a field: `shop-db-1 State.Status`. */
export const api = from('api');
/** A fact of a file of a container: `shop-db-1:/etc/resolv.conf`. */
export const file = from('file');
/** What was measured. */
export const measured = from('probe');
/** A fact of the engine's machine. */
export const ofHost = from('host');
