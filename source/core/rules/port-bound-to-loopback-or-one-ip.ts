import type {Port} from '../model/container.js';
import type {Fix} from '../model/finding.js';
import {failedStarts} from './failed-starts.js';
import {listed, runningContainers} from './members.js';
import {isWildcard, portText, publishedPorts} from './published.js';
import type {Rule} from './rule.js';
import {aboutContainer, api} from './subjects.js';

const isLocal = (hostIp = '') => /^(127\.|::1$)/.test(hostIp);

export function publishEverywhere(name: string, {hostPort, containerPort, protocol}: Port): Fix {
	return {
		title: `If others are to reach it, make ${name} anew with --publish ${hostPort}:${containerPort}/${protocol}; containers can share a network with it instead`,
		commands: [],
		sideEffects: ['It is open to every network that the host is on, whatever the host’s own firewall says.'],
	};
}

export const portBoundToLoopbackOrOneIp: Rule = {
	id: 'port-bound-to-loopback-or-one-ip',
	title: 'A port is published on one address of the host only',
	why: 'Whoever asks another address of the host is refused; on 127.0.0.1, all other machines and all containers are.',
	severity: 'high',
	*check(snapshot) {
		for (const {subject, at, error} of failedStarts(portBoundToLoopbackOrOneIp.id, snapshot)) {
			yield {
				confidence: 'observed',
				subject,
				message: `${subject.name} did not start: a port of it is published on an address that the host does not have (${error}).`,
				evidence: [api(at, error)],
				fix: {
					title: 'Publish on an address that the host has, or on all of them',
					commands: ['ip -br address'],
					sideEffects: [`Published ports cannot be changed: ${subject.name} is made anew.`],
				},
			};
		}

		for (const container of runningContainers(snapshot)) {
			const {name} = container;
			const bound = publishedPorts(container).filter(port => !isWildcard(port));
			if (bound.length === 0) continue;
			const whom = bound.every(({hostIp}) => isLocal(hostIp))
				? 'the host itself reaches it, other machines and containers do not'
				: 'at other addresses of the host nobody reaches it';
			yield {
				// Most often somebody wants just that.
				severity: 'info' as const,
				confidence: 'predicted' as const,
				subject: aboutContainer(container),
				message: `${name} is published on ${listed(bound.map(portText))}: ${whom}.`,
				evidence: bound.map(port =>
					api(`${name} NetworkSettings.Ports`, portText(port), portText({...port, hostIp: '0.0.0.0'})),
				),
				fix: publishEverywhere(name, bound[0]!),
			};
		}
	},
};
