import {keyOf} from '../model/reference.js';
import {hasNameService, networksOfNamespace, resolve} from '../names/resolve.js';
import {quote} from '../plan/quote.js';
import {evidenceOf} from '../probes/evidence.js';
import {containerOf} from '../probes/probed.js';
import {isPodman, listed, runningContainers, runningOn} from './members.js';
import {resolvConf} from './resolv-conf.js';
import type {Rule} from './rule.js';
import {aboutContainer, file} from './subjects.js';

const resolver = '127.0.0.11';

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
			const {name, id, host} = container;
			const {servers} = resolvConf(text);
			const restart = {
				title: `Restart ${name}: the engine writes the file and starts its resolver again`,
				commands: [`docker restart ${quote(name)}`],
				sideEffects: [`Connections of ${name} end.`, 'What changed the file may change it again.'],
			};
			// Rules of its own may lead what it asks of its gateway on to the engine's resolver: nodes of kind and k3d do so.
			const gateways = container.endpoints.map(({gateway}) => gateway);
			if (servers.some(server => gateways.includes(server))) continue;
			if (!servers.includes(resolver)) {
				const isAlone = networks.every(network => runningOn(network, snapshot).length === 1);
				yield {
					// There is nobody whose name it would miss.
					...(isAlone && {severity: 'low' as const}),
					confidence: 'observed' as const,
					subject: aboutContainer(container),
					message: `${name} is on ${listed(networks.map(each => each.name))} and asks ${listed(servers) || 'no name server'} instead of Docker’s at ${resolver}: names of containers do not resolve in it.`,
					evidence: [
						file(`${name}:/etc/resolv.conf`, `nameserver ${servers.join(', ') || 'none'}`, `nameserver ${resolver}`),
					],
					fix: restart,
				};
				continue;
			}

			const silent = snapshot.probes.find(
				probe =>
					probe.kind === 'dns' &&
					probe.host === host &&
					containerOf(probe) === id &&
					['timeout', 'refused', 'unreachable'].includes(probe.result?.result ?? '') &&
					resolve(container, probe.target, snapshot).by === 'network',
			);
			if (!silent) continue;
			yield {
				confidence: 'observed' as const,
				subject: aboutContainer(container),
				message: `${name} asks Docker’s name server at ${resolver} for ${silent.target}, a name of its network, and gets no answer: the resolver of its network namespace is dead, or its NAT rules were flushed.`,
				evidence: [evidenceOf(silent), file(`${name}:/etc/resolv.conf`, `nameserver ${resolver}`)],
				fix: restart,
			};
		}
	},
};
