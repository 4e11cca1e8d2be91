import type {Container, WantedHost} from '../model/container.js';
import type {Evidence} from '../model/finding.js';
import type {Network} from '../model/network.js';
import {keyOf} from '../model/reference.js';
import type {Snapshot} from '../model/snapshot.js';
import type {Service} from '../model/swarm.js';
import {networksOfNamespace, ownerOf, resolve} from '../names/resolve.js';
import {containersOf} from '../plan/of-host.js';
import {containerOf, type Probed} from '../probes/probed.js';
import {oncePer} from '../views/memo.js';
import {runningContainers} from './members.js';
import {api} from './subjects.js';

/** Somebody of the same engine who goes by a name, on whatever networks. */
export type Meant = {
	readonly name: string;
	readonly container?: Container;
	readonly service?: Service;
	readonly networks: readonly Network[];
};

/** A name that a running container is told to reach, and that its name service does not know. */
export type Unanswered = {
	readonly asker: Container;
	readonly name: string;
	/** Where it is told. */
	readonly wanted: readonly WantedHost[];
	/** Who could be meant; where the name stands alone with a port, only who has that port. */
	readonly meant: readonly Meant[];
	/** Its look-up failed. */
	readonly failed?: Probed<'dns'>;
};

/** Not the host's. */
function networksOf(container: Container, snapshot: Snapshot): readonly Network[] {
	return networksOfNamespace(container, snapshot).map(({network}) => network);
}

export function sharesNetwork(asker: Container, {networks}: Meant, snapshot: Snapshot): boolean {
	return networksOf(asker, snapshot).some(own => networks.some(({id}) => id === own.id));
}

function whoHas(name: string, {host}: Container, snapshot: Snapshot): readonly Meant[] {
	const containers = containersOf(snapshot, host).flatMap((container): readonly Meant[] => {
		const names = container.endpoints.flatMap(({aliases, dnsNames}) => [...aliases, ...dnsNames]);
		const has = [container.name, ...names].some(each => each.toLowerCase() === name);
		return has ? [{name: container.name, container, networks: networksOf(container, snapshot)}] : [];
	});
	const services = (snapshot.swarms.get(host)?.services ?? []).flatMap((service): readonly Meant[] => {
		const names = [service.name, ...service.networks.flatMap(({aliases}) => aliases)];
		if (!names.some(each => each.toLowerCase() === name)) return [];
		const networks = service.networks.flatMap(({networkId: id}) => snapshot.networks.get(keyOf({host, id})) ?? []);
		return [{name: service.name, service, networks}];
	});
	return [...containers, ...services];
}

/** `redis:7` may be an image; `redis:6379` is meant for one that has the port. Without a port a variable says that it is a host. */
function fits({container, service}: Meant, {port, scheme}: WantedHost, {observations}: Snapshot): boolean {
	if (scheme !== undefined || port === undefined) return true;
	const {exposedPorts = [], requestedPorts = []} = container?.details ?? {};
	const listeners = container ? (observations.get(keyOf(container))?.listeners?.listeners ?? []) : [];
	const ports = [
		...[...exposedPorts, ...listeners].map(each => each.port),
		...[...requestedPorts, ...(container?.ports ?? [])].map(({containerPort}) => containerPort),
		...(service?.ports ?? []).map(({targetPort}) => targetPort),
	];
	return ports.some(each => each === port);
}

/** Names without a dot only: others may well be known outside. Found once for each snapshot. */
export const unanswered: (snapshot: Snapshot) => readonly Unanswered[] = oncePer(
	(snapshot: Snapshot) => snapshot,
	snapshot =>
		runningContainers(snapshot).flatMap(asker => {
			const named = (asker.details?.wantedHosts ?? []).filter(({host}) => !host.includes('.'));
			const asks = networksOf(asker, snapshot).length > 0 || asker.networkMode === 'host';
			if (named.length === 0 || !asks) return [];
			return [...new Set(named.map(({host}) => host))].flatMap(name => unansweredBy(asker, name, snapshot) ?? []);
		}),
);

function unansweredBy(asker: Container, name: string, snapshot: Snapshot): Unanswered | undefined {
	if (!['upstream', 'nobody'].includes(resolve(asker, name, snapshot).by)) return undefined;
	const told = (asker.details?.wantedHosts ?? []).filter(({host}) => host === name);
	const who = whoHas(name, asker, snapshot);
	const meant = who.filter(each => told.some(wanted => fits(each, wanted, snapshot)));
	const wanted = told.filter(each => meant.some(one => fits(one, each, snapshot)));
	const owner = ownerOf(asker, snapshot);
	const isItself = who.some(({container}) => container && ownerOf(container, snapshot) === owner);
	const asked = snapshot.probes.filter(
		(probe): probe is Probed<'dns'> =>
			probe.kind === 'dns' &&
			probe.host === asker.host &&
			containerOf(probe) === asker.id &&
			probe.target.toLowerCase() === name,
	);
	if (wanted.length === 0 || isItself || asked.some(({result}) => result?.result === 'ok')) return undefined;
	const failed = asked.find(({result}) => result?.result === 'no-name');
	return {asker, name, wanted, meant, ...(failed && {failed})};
}

/** `postgres://db:5432`, `db:5432`. */
export function wantedText({scheme, host, port}: WantedHost): string {
	return `${scheme ? `${scheme}://` : ''}${host}${port === undefined ? '' : `:${port}`}`;
}

/** Where a container is told to reach something. */
export function wantedEvidence({asker, wanted}: Unanswered): readonly Evidence[] {
	return wanted.slice(0, 3).map(each => api(`${asker.name} Config.${each.at}`, wantedText(each)));
}
