import {readCidr} from '../../core/ip/range.js';
import type {InterfaceCounters} from '../../core/model/sample.js';
import {sampleOf} from './counters.js';
import {gatewayLink, hostAddress, hostGateway, linksOf, mtuOf, uplinkMtu} from './links.js';
import {isOnHost} from './names.js';
import {hash} from './random.js';
import type {Machine, World} from './world.js';

/** An interface with all that the kernel knows of it; loopback is left out. */
export type Interface = {
	readonly name: string;
	readonly mtu: number;
	readonly mac: string;
	readonly addresses: readonly {readonly address: string; readonly prefixLength: number}[];
	/** Of the default routes that leave through it. */
	readonly gateways: readonly string[];
	readonly counters?: InterfaceCounters;
};

export function interfacesOf(world: World, machine: Machine, at: number): readonly Interface[] {
	if (isOnHost(world, machine)) return [uplink, ...bridgesOf(world)];
	const counters = sampleOf(world, machine, at)?.interfaces;
	const ways = ([4, 6] as const).map(version => ({version, link: gatewayLink(world, machine, version)}));
	return linksOf(world, machine).map(({name, mtu, network, endpoint}) => ({
		name,
		mtu,
		mac: endpoint.mac ?? '',
		addresses: [
			{address: endpoint.ipv4, prefixLength: endpoint.ipv4PrefixLength},
			{address: endpoint.ipv6, prefixLength: endpoint.ipv6PrefixLength},
		].flatMap(({address, prefixLength}) => (address && prefixLength !== undefined ? [{address, prefixLength}] : [])),
		gateways: ways.flatMap(({version, link}) => {
			if (link?.network.id !== network.id) return [];
			return (version === 4 ? endpoint.gateway : endpoint.gateway6) ?? [];
		}),
		counters: counters?.find(other => other.name === name),
	}));
}

const uplink: Interface = {
	name: 'eth0',
	mtu: uplinkMtu,
	mac: '52:54:00:12:34:56',
	addresses: [{address: hostAddress, prefixLength: 24}],
	gateways: [hostGateway],
};

function bridgesOf({networks}: World): readonly Interface[] {
	return [...networks.values()]
		.filter(({driver}) => driver === 'bridge')
		.map(network => ({
			name: network.options['com.docker.network.bridge.name'] ?? `br-${network.id.slice(0, 12)}`,
			mtu: mtuOf(network),
			mac: `02:42:${(hash(network.id) >>> 0)
				.toString(16)
				.padStart(8, '0')
				.replace(/(..)(?!$)/g, '$1:')}`,
			addresses: network.subnets.flatMap(({cidr, gateway}) =>
				gateway ? [{address: gateway, prefixLength: readCidr(cidr)!.prefix}] : [],
			),
			gateways: [],
		}));
}
