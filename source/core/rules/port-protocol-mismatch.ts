import {isLoopback, listenersOn, listenersText, listening, unseen} from './listening.js';
import type {Rule} from './rule.js';
import {aboutContainer, api, measured} from './subjects.js';

const other = {tcp: 'udp', udp: 'tcp'} as const;

export const portProtocolMismatch: Rule = {
	id: 'port-protocol-mismatch',
	title: 'A port is published for the wrong protocol',
	why: 'TCP and UDP are published apart: a DNS server published as 53/tcp hears no datagram.',
	severity: 'medium',
	skip: unseen,
	*check(snapshot) {
		for (const each of listening(snapshot)) {
			const {container, published} = each;
			const {name} = container;
			for (const {hostPort, containerPort, protocol} of published) {
				const right = other[protocol as keyof typeof other];
				const there = listenersOn(containerPort, right, each).filter(listener => !isLoopback(listener));
				const isPublished = published.some(port => port.containerPort === containerPort && port.protocol === right);
				if (there.length === 0 || isPublished || listenersOn(containerPort, protocol, each).length > 0) continue;
				yield {
					confidence: 'observed',
					subject: aboutContainer(container),
					message: `Port ${hostPort} leads to ${containerPort}/${protocol} of ${name}, which listens there for ${right.toUpperCase()} only.`,
					evidence: [
						api(`${name} NetworkSettings.Ports`, `${containerPort}/${protocol}`, `${containerPort}/${right}`),
						measured(`${name}: listeners`, listenersText(there)),
					],
					fix: {
						title: `Make ${name} anew with --publish ${hostPort}:${containerPort}/${right}: published ports cannot be changed`,
						commands: [],
						sideEffects: ['The container is replaced: what it wrote outside of volumes is lost.'],
					},
				};
			}
		}
	},
};
