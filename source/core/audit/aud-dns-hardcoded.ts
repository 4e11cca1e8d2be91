import {parseAddress} from '../ip/address.js';
import {contains, readCidr} from '../ip/range.js';
import type {Container} from '../model/container.js';
import type {Evidence} from '../model/finding.js';
import type {Network} from '../model/network.js';
import type {Snapshot} from '../model/snapshot.js';
import {networksOf} from '../plan/of-host.js';
import type {Rule} from '../rules/rule.js';
import {api} from '../rules/subjects.js';
import {containerFound, ownContainers, runAgain, withoutContainerDetails} from './found.js';

/** Of Google, Cloudflare, Quad9 and OpenDNS. */
const publicServers = [
	...['8.8.8.8', '8.8.4.4', '2001:4860:4860::8888', '2001:4860:4860::8844'],
	...['1.1.1.1', '1.0.0.1', '2606:4700:4700::1111', '2606:4700:4700::1001'],
	...['9.9.9.9', '149.112.112.112', '2620:fe::fe', '2620:fe::9'],
	...['208.67.222.222', '208.67.220.220'],
];

/** Of a network's containers; the gateway is the host, and stays. */
function isContainers(text: string, networks: readonly Network[], {endpoints}: Container): boolean {
	const address = parseAddress(text);
	if (!address || endpoints.some(({gateway, gateway6}) => text === gateway || text === gateway6)) return false;
	return networks.some(({subnets}) =>
		subnets.some(({cidr, gateway}) => {
			const range = readCidr(cidr);
			return range !== undefined && text !== gateway && contains(range, address);
		}),
	);
}

function hardCoded(container: Container, snapshot: Snapshot): readonly Evidence[] {
	const {name, host, details} = container;
	// A LAN's addresses are not the engine's to change.
	const networks = networksOf(snapshot, host).filter(({driver}) => driver === 'bridge' || driver === 'overlay');
	const servers = (details?.dns ?? []).filter(server => publicServers.includes(server));
	const entries = (details?.extraHosts ?? []).filter(entry =>
		isContainers(entry.slice(entry.indexOf(':') + 1), networks, container),
	);
	return [
		...servers.map(server => api(`${name} HostConfig.Dns`, server, 'not set, or a server of your own')),
		...entries.map(entry => api(`${name} HostConfig.ExtraHosts`, entry, 'a name that the engine resolves')),
	];
}

export const audDnsHardcoded: Rule = {
	id: 'aud-dns-hardcoded',
	title: 'Name service is fixed in the container',
	why: "A public server sees every name that is asked for and knows none of your own; a container's address changes.",
	severity: 'low',
	skip: withoutContainerDetails,
	*check(snapshot) {
		for (const container of ownContainers(snapshot)) {
			const evidence = hardCoded(container, snapshot);
			if (evidence.length === 0) continue;
			yield containerFound(container, {
				message: `${container.name} goes by fixed addresses for names: ${evidence.map(({value}) => value).join(', ')}.`,
				evidence,
				fix: runAgain(container, 'without --dns and --add-host for what the engine can resolve'),
			});
		}
	},
};
