import type {Container} from '../model/container.js';
import type {Fix} from '../model/finding.js';
import {keyOf} from '../model/reference.js';
import type {Snapshot} from '../model/snapshot.js';
import type {Holder} from '../names/names-of-network.js';
import {hasNameService, networksOfNamespace, resolve} from '../names/resolve.js';
import {quote} from '../plan/quote.js';
import {evidenceOf} from '../probes/evidence.js';
import {containerOf, type Probed} from '../probes/probed.js';
import {isAffected} from './advisories.js';
import {isPodman, listed, runningContainers, runningOn} from './members.js';
import {resolvConf} from './resolv-conf.js';
import type {Rule} from './rule.js';
import {aboutContainer, file} from './subjects.js';

const resolver = '127.0.0.11';

const again = 'What changed the file may change it again.';

const restart = (name: string): Fix => ({
	title: `Restart ${name}: the engine writes the file and starts its resolver again`,
	commands: [`docker restart ${quote(name)}`],
	sideEffects: [`Connections of ${name} end.`, again],
});

const writeAgain = (name: string): Fix => ({
	title: `Write the file in ${name}: this engine leaves a changed one as it is, also when the container restarts`,
	commands: [`docker exec --user root ${quote(name)} sh -c 'echo nameserver ${resolver} >/etc/resolv.conf'`],
	sideEffects: [again],
});

function keepsChanges({host}: Container, {hosts}: Snapshot): boolean {
	const engine = hosts.get(host);
	return engine !== undefined && isAffected(engine, [{from: '29.1.0'}]);
}

type LookUp = {readonly probe: Probed<'dns'>; readonly holders: readonly Holder[]};

/** What the container asked for of the names of its networks. */
function lookUps(container: Container, snapshot: Snapshot): readonly LookUp[] {
	return snapshot.probes.flatMap(probe => {
		if (probe.kind !== 'dns' || probe.host !== container.host || containerOf(probe) !== container.id) return [];
		const resolution = resolve(container, probe.target, snapshot);
		return resolution.by === 'network' ? [{probe, holders: resolution.holders}] : [];
	});
}

/** Names of its networks are in its settings. */
function isToldNames(container: Container, snapshot: Snapshot): boolean {
	return (container.details?.wantedHosts ?? []).some(({host}) => resolve(container, host, snapshot).by === 'network');
}

function isRight({probe: {result}, holders}: LookUp): boolean {
	const addresses = result?.addresses ?? [];
	return holders.some(({ipv4 = '', ipv6 = ''}) => addresses.includes(ipv4) || addresses.includes(ipv6));
}

/** No answer at all; getent says no more than that it has none, which counts where others are answered. */
function isSilent({result, tool, host, from}: Probed<'dns'>, {probes}: Snapshot): boolean {
	if (['timeout', 'refused', 'unreachable'].includes(result?.result ?? '')) return true;
	const isHeard = (other: Probed) =>
		other.kind === 'dns' && other.host === host && other.from !== from && other.result?.result === 'ok';
	return result?.result === 'no-name' && tool === 'getent' && probes.some(isHeard);
}

export const dnsResolvconfModifiedOrDeadResolver: Rule = {
	id: 'dns-resolvconf-modified-or-dead-resolver',
	title: 'A container does not use Docker’s name server',
	why: 'On networks of one’s own, names of containers are known to the engine’s resolver at 127.0.0.11 only.',
	severity: 'high',
	skip: ({observations}) =>
		[...observations.values()].some(found => found.resolvConf !== undefined)
			? undefined
			: 'no container’s resolv.conf was read',
	*check(snapshot) {
		for (const container of runningContainers(snapshot)) {
			if (container.sharesNetworkOf || container.networkMode === 'host' || isPodman(container.host, snapshot)) continue;
			const networks = networksOfNamespace(container, snapshot)
				.map(({network}) => network)
				.filter(hasNameService);
			const text = snapshot.observations.get(keyOf(container))?.resolvConf;
			if (text === undefined || networks.length === 0) continue;
			const {name} = container;
			const {servers} = resolvConf(text);
			// Rules of its own may lead what it asks of its gateway on to the engine's resolver: nodes of kind and k3d do so.
			const gateways = container.endpoints.map(({gateway}) => gateway);
			if (servers.some(server => gateways.includes(server))) continue;
			const asked = lookUps(container, snapshot);
			// A name server of one's own may pass on what it does not know to Docker's.
			if (asked.some(isRight)) continue;
			const failed = asked.find(({probe}) => isSilent(probe, snapshot) || probe.result?.result === 'no-name')?.probe;
			if (servers[0] !== resolver) {
				const isAlone = networks.every(network => runningOn(network, snapshot).length === 1);
				// One of its own that answers is there on purpose, as in VPN containers.
				const isOwn = servers[0]?.startsWith('127.') === true;
				const isMissed = failed && (isSilent(failed, snapshot) || isToldNames(container, snapshot));
				const instead = servers.includes(resolver) ? 'before' : 'instead of';
				yield {
					// There is nobody whose name it would miss, or it may well find it.
					...((isAlone || (isOwn && !isMissed)) && {severity: 'low' as const}),
					confidence: 'observed' as const,
					subject: aboutContainer(container),
					message: `${name} is on ${listed(networks.map(each => each.name))} and asks ${listed(servers.filter(each => each !== resolver)) || 'no name server'} ${instead} Docker’s at ${resolver}: names of containers do not resolve in it${isOwn && !failed ? ', unless its own name server asks Docker’s' : ''}.`,
					evidence: [
						file(`${name}:/etc/resolv.conf`, `nameserver ${servers.join(', ') || 'none'}`, `nameserver ${resolver}`),
						...(failed ? [evidenceOf(failed)] : []),
					],
					fix: keepsChanges(container, snapshot) ? writeAgain(name) : restart(name),
				};
				continue;
			}

			const silent = asked.find(({probe}) => isSilent(probe, snapshot))?.probe;
			if (!silent) continue;
			yield {
				confidence: 'observed' as const,
				subject: aboutContainer(container),
				message: `${name} asks Docker’s name server at ${resolver} for ${silent.target}, a name of its network, and gets no answer: the resolver of its network namespace is dead, or its NAT rules were flushed.`,
				evidence: [evidenceOf(silent), file(`${name}:/etc/resolv.conf`, `nameserver ${resolver}`)],
				fix: restart(name),
			};
		}
	},
};
