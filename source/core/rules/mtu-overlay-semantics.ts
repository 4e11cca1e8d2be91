import type {Host} from '../model/host.js';
import type {Network} from '../model/network.js';
import {keyOf} from '../model/reference.js';
import type {Snapshot} from '../model/snapshot.js';
import {quote} from '../plan/quote.js';
import {isEncrypted} from '../views/network-flags.js';
import {dockerNetworks, runningOn} from './members.js';
import type {Found, Rule} from './rule.js';
import {aboutNetwork, api, ofHost} from './subjects.js';

const option = 'com.docker.network.driver.mtu';
/** Of what is beneath an overlay that is not told another. */
const usual = 1500;

/** What VXLAN leaves for containers, and IPsec around it: 50 bytes, then 26 and down to a multiple of 4. */
function insideOf(network: Network, beneath: number): number {
	const vxlan = beneath - 50;
	return isEncrypted(network) ? Math.floor((vxlan - 26) / 4) * 4 : vxlan;
}

/** The interface that carries VXLAN: the one with the address that other nodes know, else the way out. */
function carrier({id, swarm}: Host, {observations}: Snapshot) {
	const routes = observations.get(keyOf({host: id, id}))?.routes;
	return (
		routes?.interfaces.find(({addresses}) => addresses.some(cidr => cidr.split('/')[0] === swarm.nodeAddress)) ??
		routes?.interfaces.find(({name}) => name === routes.defaultGateway?.interface)
	);
}

function tooLarge(network: Network, snapshot: Snapshot): Found | undefined {
	const host = snapshot.hosts.get(network.host);
	const beneath = host && carrier(host, snapshot);
	const told = Number(network.options[option] ?? usual);
	if (beneath?.mtu === undefined || !(told > beneath.mtu) || runningOn(network, snapshot).length === 0)
		return undefined;
	const {name} = network;
	return {
		confidence: 'observed',
		subject: aboutNetwork(network),
		message: `${name} takes ${beneath.name}, which carries it to other nodes, for one of MTU ${told}, and it has ${beneath.mtu}: containers send packets of up to ${insideOf(network, told)} bytes, of which the larger ones are dropped or fragmented between nodes. Connections open, then hang.`,
		evidence: [
			ofHost(`MTU of ${beneath.name}`, `${beneath.mtu}`, `at least ${told}`),
			api(`${name} Options["${option}"]`, network.options[option] ?? `not set (${usual})`, `${beneath.mtu}`),
		],
		fix: {
			title: 'Make the network anew; the option is the MTU of what is beneath, not that of containers',
			commands: network.ingress
				? [
						'docker network rm ingress',
						`docker network create --driver overlay --ingress --opt ${option}=${beneath.mtu} ingress`,
					]
				: [
						`docker network create --driver overlay${network.attachable ? ' --attachable' : ''}${isEncrypted(network) ? ' --opt encrypted' : ''} --opt ${option}=${beneath.mtu} ${quote(`${name}-${beneath.mtu}`)}`,
					],
			sideEffects: [
				`Containers then have MTU ${insideOf(network, beneath.mtu)}; services must be moved to the new network.`,
				...(network.ingress
					? ['Services that publish ports through ingress must go first: it cannot be removed under them.']
					: []),
			],
		},
	};
}

function ignored(network: Network): Found | undefined {
	const set = network.options[option];
	if (set === undefined) return undefined;
	return {
		severity: 'info',
		confidence: 'predicted',
		subject: aboutNetwork(network),
		message: `${network.name} has the MTU option, which ${network.driver} does not look at: its containers have the MTU of the parent interface.`,
		evidence: [api(`${network.name} Options["${option}"]`, set)],
	};
}

const byDriver: Readonly<Record<string, (network: Network, snapshot: Snapshot) => Found | undefined>> = {
	overlay: tooLarge,
	macvlan: ignored,
	ipvlan: ignored,
};

export const mtuOverlaySemantics: Rule = {
	id: 'mtu-overlay-semantics',
	title: 'The MTU option of a network does not do what it is meant for',
	why: 'For an overlay it is the MTU of the network beneath, of which VXLAN takes 50 bytes and encryption more; macvlan and ipvlan ignore it.',
	// Path MTU discovery helps where ICMP passes.
	severity: 'medium',
	*check(snapshot) {
		for (const network of dockerNetworks(snapshot)) {
			const found = byDriver[network.driver]?.(network, snapshot);
			if (found) yield found;
		}
	},
};
