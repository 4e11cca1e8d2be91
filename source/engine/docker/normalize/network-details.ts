import type {NetworkDetails} from '../../../core/model/network.js';
import {list, record, text} from './json.js';

const bare = (value: unknown) => text(value)?.split('/')[0];

/** A network's own inspect (`?verbose=true`): who is live on it, and what an overlay's gossip knows. */
export function networkDetails(json: unknown): NetworkDetails {
	const network = record(json);
	return {
		live: Object.entries(record(network.Containers)).map(([containerId, endpoint]) => {
			const {Name, IPv4Address, IPv6Address, MacAddress} = record(endpoint);
			return {
				containerId,
				name: text(Name) ?? containerId,
				ipv4: bare(IPv4Address),
				ipv6: bare(IPv6Address),
				mac: text(MacAddress),
			};
		}),
		peers: list(network.Peers).flatMap(peer => {
			const {Name, IP} = record(peer);
			const address = text(IP);
			return address ? [{name: text(Name) ?? address, address}] : [];
		}),
		known: Object.entries(record(network.Services)).flatMap(([service, found]) => {
			const {VIP, Tasks} = record(found);
			// Go's word for none.
			const vip = VIP === '<nil>' ? undefined : text(VIP);
			return list(Tasks).flatMap(task => {
				const {Name, EndpointIP, Info} = record(task);
				const address = bare(EndpointIP);
				if (!address) return [];
				return [{service, vip, name: text(Name) ?? address, address, hostAddress: text(record(Info)['Host IP'])}];
			});
		}),
	};
}
