import type {Container} from '../model/container.js';
import {keyOf} from '../model/reference.js';
import type {Snapshot} from '../model/snapshot.js';
import {answerTo, type NetworkAnswer, servedNetworks} from '../names/resolve.js';
import {membershipsOf} from '../plan/endpoint-order.js';
import {findContainer} from '../plan/of-host.js';
import {listed, runningContainers} from './members.js';
import type {Rule} from './rule.js';
import {aboutContainer, api, file} from './subjects.js';

type Entry = {readonly address: string; readonly name: string; readonly from: 'file' | 'api'};

/** The file as it stands; unread, what the engine was told to write into it. */
function entriesOf(container: Container, {observations}: Snapshot): readonly Entry[] {
	const text = observations.get(keyOf(container))?.hosts;
	if (text === undefined)
		return (container.details?.extraHosts ?? []).flatMap(line => {
			const at = line.indexOf(':');
			return at > 0 ? [{name: line.slice(0, at).toLowerCase(), address: line.slice(at + 1), from: 'api' as const}] : [];
		});
	return text.split('\n').flatMap(line => {
		const [address = '', ...names] = line.replace(/#.*/, '').trim().split(/\s+/);
		return names.map(name => ({name: name.toLowerCase(), address, from: 'file' as const}));
	});
}

/** No name server knows it there, which is why people write it into the file; the address changes when the other starts anew. */
function onDefaultBridge(container: Container, name: string, snapshot: Snapshot): NetworkAnswer | undefined {
	const other = findContainer(snapshot, container.host, name);
	if (other?.state !== 'running') return undefined;
	const {network} = membershipsOf(container, snapshot).find(each => each.network.name === 'bridge') ?? {};
	const {ipv4} = other.endpoints.find(({networkId}) => networkId === network?.id) ?? {};
	return network && ipv4 ? {network, holders: [{name: other.name, container: other, ipv4}]} : undefined;
}

export const dnsHostsFileOverride: Rule = {
	id: 'dns-hosts-file-override',
	title: 'The hosts file leads a name elsewhere',
	why: 'Programs read /etc/hosts before they ask a name server: a line there outlives the address that it was made for.',
	severity: 'medium',
	*check(snapshot) {
		for (const container of runningContainers(snapshot)) {
			if (container.sharesNetworkOf) continue;
			const entries = entriesOf(container, snapshot);
			if (entries.length === 0) continue;
			const own = container.endpoints.flatMap(({ipv4, ipv6}) => [ipv4, ipv6]);
			const networks = servedNetworks(container, snapshot);
			for (const name of new Set(entries.map(entry => entry.name))) {
				const answer = answerTo(name, networks, snapshot) ?? onDefaultBridge(container, name, snapshot);
				if (!answer) continue;
				const {network, holders} = answer;
				const written = entries.filter(entry => entry.name === name);
				const addresses = holders.flatMap(({ipv4, ipv6}) => [ipv4, ipv6]).filter(address => address !== undefined);
				const wrong = written.find(({address}) => !addresses.includes(address) && !own.includes(address));
				// A container's own name may stand for any of its addresses, past ones too.
				if (!wrong || holders.some(holder => holder.container === container)) continue;
				const at =
					wrong.from === 'file'
						? file(`${container.name}:/etc/hosts`, `${wrong.address} ${name}`, `${addresses[0]} ${name}`)
						: api(`${container.name} HostConfig.ExtraHosts`, `${name}:${wrong.address}`, `${name}:${addresses[0]}`);
				yield {
					confidence: wrong.from === 'file' ? ('observed' as const) : ('predicted' as const),
					subject: aboutContainer(container),
					message: `In ${container.name} the hosts file leads ${name} to ${wrong.address}, while on ${network.name} it is ${listed(addresses)} (${listed(holders.map(holder => holder.name))}): programs go to the former.`,
					evidence: [at, api(`${network.name}: ${name}`, addresses.join(', '))],
					fix: {
						title: `Make ${container.name} anew without the line`,
						commands: [`# leave out: --add-host ${name}:${wrong.address}`],
						sideEffects: [],
					},
				};
			}
		}
	},
};
