import type {Snapshot} from '../model/snapshot.js';
import {networksOfNamespace} from '../names/resolve.js';
import {quote} from '../plan/quote.js';
import {isPodman, listed, runningContainers, runningOn} from './members.js';
import type {Rule} from './rule.js';
import {aboutContainer, aboutNetwork, api} from './subjects.js';

const egress = (name: string) => ({
	title: 'Add a network that leads out',
	commands: ['docker network create egress', `docker network connect egress ${quote(name)}`],
	sideEffects: [`${name} can then reach everything outside, and its default gateway is on egress.`],
});

export const connInternalNoEgress: Rule = {
	id: 'conn-internal-no-egress',
	title: 'An internal network leads nowhere else',
	why: 'Containers that are on internal networks only have no route out, and their ports are never published.',
	severity: 'info',
	*check(snapshot: Snapshot) {
		for (const network of snapshot.networks.values()) {
			if (!network.internal) continue;
			const closed = runningOn(network, snapshot)
				.map(({container}) => container)
				.filter(container => networksOfNamespace(container, snapshot).every(({network: own}) => own.internal));
			const [first] = closed;
			if (!first) continue;
			// Podman asks from the host.
			const names = isPodman(network.host, snapshot) ? '' : ', and names of the outside do not resolve there';
			yield {
				confidence: 'predicted' as const,
				subject: aboutNetwork(network),
				message: `${network.name} is internal: nothing outside can be reached from ${listed(closed.map(({name}) => name))}${names}. That may be meant.`,
				evidence: [api(`${network.name} Internal`, 'true')],
				fix: egress(first.name),
			};
		}

		for (const container of runningContainers(snapshot)) {
			const networks = networksOfNamespace(container, snapshot).map(({network}) => network);
			const wanted = (container.details?.requestedPorts ?? []).map(
				({containerPort, protocol}) => `${containerPort}/${protocol}`,
			);
			const isPublished = container.ports.some(({hostPort}) => hostPort !== undefined);
			if (wanted.length === 0 || isPublished || networks.length === 0) continue;
			if (!networks.every(({internal, driver}) => internal && driver === 'bridge')) continue;
			yield {
				// That the ports are missing is port-published-not-programmed's to say.
				severity: 'medium' as const,
				confidence: 'predicted' as const,
				subject: aboutContainer(container),
				message: `${container.name} asks for published ports (${listed(wanted)}) and is on internal networks only (${listed(networks.map(({name}) => name))}): nothing is published.`,
				evidence: [
					api(`${container.name} HostConfig.PortBindings`, wanted.join(', ')),
					api(`${container.name} NetworkSettings.Ports`, 'none published', wanted.join(', ')),
					...networks.map(({name}) => api(`${name} Internal`, 'true', 'false')),
				],
				fix: egress(container.name),
			};
		}
	},
};
