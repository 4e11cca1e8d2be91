import {isEnclosed} from './enclosed.js';
import {listed, runningContainers} from './members.js';
import {waysIn} from './neighbours.js';
import {isLoopback, portText, publishedPorts} from './published.js';
import type {Rule} from './rule.js';
import {aboutContainer, api} from './subjects.js';

export const portL2ExposurePre28: Rule = {
	id: 'port-l2-exposure-pre28',
	title: 'A port that is published on 127.0.0.1 is open to neighbours of the host',
	why: 'Before 28.0 the engine drops nothing that a machine of the same LAN routes to 127.0.0.1 or to a container through the host.',
	// A risk, which `audit` weighs: nothing is broken.
	severity: 'low',
	*check(snapshot) {
		for (const container of runningContainers(snapshot)) {
			const host = snapshot.hosts.get(container.host);
			const ports = publishedPorts(container).filter(isLoopback);
			const ways = host && ports.length > 0 && !isEnclosed(host) ? waysIn(host, snapshot) : [];
			if (ways.length === 0) continue;
			const {name} = container;
			yield {
				confidence: 'predicted' as const,
				subject: aboutContainer(container),
				message: `${name} is published on ${listed(ports.map(portText))}, for the host alone; Docker ${host?.version} lets other machines of the same LAN get there all the same.`,
				evidence: [...ports.map(port => api(`${name} NetworkSettings.Ports`, portText(port))), ...ways],
				fix: {
					title: 'Upgrade the engine to 28.3.3 or later',
					commands: [],
					sideEffects: ['Containers stop during the upgrade, unless live restore is on.'],
				},
			};
		}
	},
};
