import type {Container} from '../model/container.js';
import type {Severity} from '../model/finding.js';
import type {Snapshot} from '../model/snapshot.js';
import {isEnclosed} from '../rules/enclosed.js';
import {listed} from '../rules/members.js';
import {isWildcard, type PublishedPort, portText, publishedPorts, sensitivePorts} from '../rules/published.js';
import type {Rule} from '../rules/rule.js';
import {api} from '../rules/subjects.js';
import {containerFound, ownContainers, runAgain} from './found.js';

/** Where the web is served: open on purpose, by a reverse proxy as a rule. */
const isWeb = ({hostPort}: PublishedPort) => hostPort === 80 || hostPort === 443;

/** In one sentence. */
const mostFlags = 5;

function severityOf(open: readonly PublishedPort[]): Severity {
	if (open.some(({containerPort}) => sensitivePorts.has(containerPort))) return 'critical';
	return open.every(isWeb) ? 'medium' : 'high';
}

/** Where the engine writes the rules of the machine that people reach. */
function passesFirewall({host}: Container, {hosts}: Snapshot): boolean {
	const engine = hosts.get(host);
	return engine !== undefined && engine.engine !== 'podman' && !isEnclosed(engine);
}

export const audPortWildcardBind: Rule = {
	id: 'aud-port-wildcard-bind',
	title: 'Port published on every interface',
	why: "Docker's rules for published ports come before the host's own firewall, so such a port is open to every network that the host is on.",
	severity: 'high',
	benchmark: '5.14',
	sameAs: 'port-exposed-despite-ufw',
	*check(snapshot) {
		for (const container of ownContainers(snapshot)) {
			const open = publishedPorts(container).filter(isWildcard);
			if (open.length === 0) continue;
			// A proxy for everybody is not served by loopback.
			const [says, address] = open.every(isWeb) ? [', as a proxy of the web may be', 'ADDRESS'] : ['', '127.0.0.1'];
			const flags = new Set(
				open.map(
					({hostPort, containerPort, protocol}) => `--publish ${address}:${hostPort}:${containerPort}/${protocol}`,
				),
			);
			const more = flags.size > mostFlags ? ' and so on' : '';
			yield containerFound(container, {
				severity: severityOf(open),
				message: `${container.name} publishes ${listed(open.map(portText))} on every interface of the host${says}: whoever reaches the host reaches it${passesFirewall(container, snapshot) ? ', whatever ufw or firewalld say' : ''}.`,
				evidence: open.map(port =>
					api(
						`${container.name} NetworkSettings.Ports`,
						portText(port),
						'an address of one interface, such as 127.0.0.1',
					),
				),
				fix: runAgain(
					container,
					`with the address of one interface: ${[...flags].slice(0, mostFlags).join(' ')}${more}`,
				),
			});
		}
	},
};
