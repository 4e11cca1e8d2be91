import type {Container} from '../model/container.js';
import type {Fix} from '../model/finding.js';
import type {Network} from '../model/network.js';
import {keyOf} from '../model/reference.js';
import type {Snapshot} from '../model/snapshot.js';
import type {Holder} from '../names/names-of-network.js';
import {hasNameService, networksOfNamespace, resolve} from '../names/resolve.js';
import {quote} from '../plan/quote.js';
import {evidenceOf} from '../probes/evidence.js';
import {containerOf, type Probed} from '../probes/probed.js';
import {isAffected} from './advisories.js';
import {keptFromAsking} from './kept-from-asking.js';
import {isPodman, listed, runningContainers, runningOn} from './members.js';
import {embeddedServer, engineServers} from './name-servers.js';
import {losesPackets} from './perf-packet-loss.js';
import {resolvConf} from './resolv-conf.js';
import type {Rule} from './rule.js';
import {aboutContainer, file} from './subjects.js';

const again = 'What changed the file may change it again.';

const restart = (name: string): Fix => ({
	title: `Restart ${name}: the engine writes the file and starts its resolver again`,
	commands: [`docker restart ${quote(name)}`],
	sideEffects: [`Connections of ${name} end.`, again],
});

const writeAgain = (name: string): Fix => ({
	title: `Write the file in ${name}: this engine leaves a changed one as it is, also when the container restarts`,
	commands: [`docker exec --user root ${quote(name)} sh -c 'echo nameserver ${embeddedServer} >/etc/resolv.conf'`],
	sideEffects: [again],
});

const withoutDns = (name: string): Fix => ({
	title: `Make ${name} anew without --dns: then it asks Podman’s name server, which passes other names on`,
	commands: [],
	sideEffects: [`${name} is replaced: what it wrote outside of volumes is lost.`],
});

/** Podman's is a process of the host, which its firewall stands before. */
export const reachPodmans = (name: string, networks: readonly Network[]): Fix => ({
	title: `If no aardvark-dns listens there, restart ${name}, which starts it; if it does, let containers ask it`,
	commands: [
		"ss -lunp 'sport = :53'",
		`docker restart ${quote(name)}`,
		...networks
			.flatMap(({subnets}) => subnets.map(({cidr}) => cidr))
			.map(cidr => `${cidr.includes(':') ? 'ip6tables' : 'iptables'} -I INPUT -s ${cidr} -p udp --dport 53 -j ACCEPT`),
	],
	sideEffects: [`Connections of ${name} end.`],
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
			if (container.sharesNetworkOf || container.networkMode === 'host') continue;
			const networks = networksOfNamespace(container, snapshot)
				.map(({network}) => network)
				.filter(hasNameService);
			const text = snapshot.observations.get(keyOf(container))?.resolvConf;
			if (text === undefined || networks.length === 0) continue;
			const {name} = container;
			const {servers} = resolvConf(text);
			const podman = isPodman(container.host, snapshot);
			const engine = podman ? 'Podman’s' : 'Docker’s';
			const resolvers = engineServers(container, snapshot);
			const at = resolvers.join(', ');
			// Rules of its own may lead what it asks of its gateway on to the engine's resolver: nodes of kind and k3d do so.
			const gateways = container.endpoints.map(({gateway}) => gateway);
			if (resolvers.length === 0 || (!podman && servers.some(server => gateways.includes(server)))) continue;
			const asked = lookUps(container, snapshot);
			// A name server of one's own may pass on what it does not know to Docker's.
			if (asked.some(isRight)) continue;
			const failed = asked.find(({probe}) => isSilent(probe, snapshot) || probe.result?.result === 'no-name')?.probe;
			if (!resolvers.includes(servers[0] ?? '')) {
				const isAlone = networks.every(network => runningOn(network, snapshot).length === 1);
				// One of its own that answers is there on purpose, as in VPN containers.
				const isOwn = servers[0]?.startsWith('127.') === true;
				// Podman 4.3 writes them into the file; later ones have its own name server ask them.
				const isGiven = podman && container.details?.dns.includes(servers[0] ?? '') === true;
				const isMissed = failed && (isSilent(failed, snapshot) || isToldNames(container, snapshot));
				const others = servers.filter(server => !resolvers.includes(server));
				const instead = others.length < servers.length ? 'before' : 'instead of';
				yield {
					// There is nobody whose name it would miss, or it may well find it.
					...((isAlone || ((isOwn || isGiven) && !isMissed)) && {severity: 'low' as const}),
					confidence: 'observed' as const,
					subject: aboutContainer(container),
					message: `${name} is on ${listed(networks.map(each => each.name))} and asks ${listed(others) || 'no name server'}${isGiven ? ' (--dns)' : ''} ${instead} ${engine} at ${at}: names of containers do not resolve in it${isOwn && !failed ? `, unless its own name server asks ${engine}` : ''}.`,
					evidence: [
						file(`${name}:/etc/resolv.conf`, `nameserver ${servers.join(', ') || 'none'}`, `nameserver ${at}`),
						...(failed ? [evidenceOf(failed)] : []),
					],
					fix: isGiven ? withoutDns(name) : keepsChanges(container, snapshot) ? writeAgain(name) : restart(name),
				};
				continue;
			}

			const silent = asked.find(({probe}) => isSilent(probe, snapshot))?.probe;
			// What it hears of its name server may get lost like all else, or it may not ask.
			if (!silent || losesPackets(container, snapshot) || keptFromAsking(container, snapshot)) continue;
			yield {
				confidence: 'observed' as const,
				subject: aboutContainer(container),
				message: `${name} asks ${engine} name server at ${at} for ${silent.target}, a name of its network, and gets no answer: ${podman ? 'aardvark-dns does not run on the host, or the host’s firewall drops what containers ask it' : 'the resolver of its network namespace is dead, or its NAT rules were flushed'}.`,
				evidence: [evidenceOf(silent), file(`${name}:/etc/resolv.conf`, `nameserver ${at}`)],
				fix: podman ? reachPodmans(name, networks) : restart(name),
			};
		}
	},
};
