import type {Container} from '../model/container.js';
import {keyOf} from '../model/reference.js';
import type {Snapshot} from '../model/snapshot.js';
import {ownerOf} from '../names/resolve.js';
import type {Listener} from '../probes/proc-sockets.js';
import {listenersText} from './listening.js';
import {runningContainers} from './members.js';
import type {Rule} from './rule.js';
import {aboutContainer, api, measured} from './subjects.js';

const schemePorts: Readonly<Record<string, number>> = {http: 80, https: 443};

/** The port of `localhost:8080`, `nc -z localhost 8080`, `https://localhost/`. */
function portAtLocalhost(check: string): number | undefined {
	const {scheme = '', port} =
		/(?:(?<scheme>https?):\/\/)?\blocalhost\b(?:[: ](?<port>\d{1,5}))?/i.exec(check)?.groups ?? {};
	return port === undefined ? schemePorts[scheme.toLowerCase()] : Number(port);
}

function listenersOf(container: Container, snapshot: Snapshot): readonly Listener[] {
	const owner = ownerOf(container, snapshot);
	return (owner && snapshot.observations.get(keyOf(owner))?.listeners?.listeners) ?? [];
}

export const portLocalhostIpv6First: Rule = {
	id: 'port-localhost-ipv6-first',
	title: 'A health check asks localhost by IPv6, and the program listens on IPv4',
	why: 'localhost is ::1 first to many programs, musl’s among them: where nothing listens there, some never try 127.0.0.1.',
	severity: 'medium',
	*check(snapshot) {
		for (const container of runningContainers(snapshot)) {
			const {name, details} = container;
			const {healthCheck = [], lastHealth} = details ?? {};
			const check = healthCheck.slice(1).join(' ');
			const port = portAtLocalhost(check);
			const isRefused = lastHealth && lastHealth.exitCode !== 0 && /refused/i.test(lastHealth.output);
			if (port === undefined || !isRefused) continue;
			const there = listenersOf(container, snapshot).filter(each => each.protocol === 'tcp' && each.port === port);
			if (there.length === 0 || there.some(({family}) => family === 6)) continue;
			yield {
				confidence: 'observed' as const,
				subject: aboutContainer(container),
				message: `The health check of ${name} asks localhost:${port} and is refused, though ${name} listens on ${listenersText(there)}: localhost is ::1 to the check, and nothing listens there.`,
				evidence: [
					api(`${name} Config.Healthcheck.Test`, check, check.replace(/\blocalhost\b/i, '127.0.0.1')),
					api(
						`${name} State.Health.Log`,
						`exit code ${lastHealth.exitCode}: ${lastHealth.output.trim()}`,
						'exit code 0',
					),
					measured(`${name}: listeners`, listenersText(there), `tcp [::]:${port}`),
				],
				fix: {
					title: `Have the check ask 127.0.0.1:${port}, or the program listen on :: as well`,
					commands: [],
					sideEffects: [`A check is part of the container: ${name} is made anew with another one.`],
				},
			};
		}
	},
};
