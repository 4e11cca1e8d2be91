import type {Container} from '../model/container.js';
import {groupBy} from '../model/group-by.js';
import type {Network} from '../model/network.js';
import type {Snapshot} from '../model/snapshot.js';
import {type Member, membersOf} from '../plan/of-host.js';
import {quote} from '../plan/quote.js';
import {networkOfHost} from './host-network.js';
import {listed, runningOn} from './members.js';
import type {Found, Rule} from './rule.js';
import {aboutNetwork, api, ofHost} from './subjects.js';

const isUp = ({state}: Container) => state === 'running' || state === 'paused';

/** A member's addresses there: those that it has or, while it is stopped, those that it asks for when it starts. */
const kinds: readonly {
	readonly word: string;
	readonly field: string;
	readonly of: (member: Member) => string | undefined;
}[] = [
	{
		word: 'address',
		field: 'IPAddress',
		of: ({container, endpoint: {ipv4, requested}}) => (isUp(container) ? ipv4 : requested.ipv4),
	},
	{
		word: 'IPv6 address',
		field: 'GlobalIPv6Address',
		of: ({container, endpoint: {ipv6, requested}}) => (isUp(container) ? ipv6 : requested.ipv6),
	},
	{
		word: 'MAC address',
		field: 'MacAddress',
		// What `docker run --mac-address` asks for is meant for the first network.
		of: ({container, endpoint: {mac, networkName}}) => {
			if (isUp(container)) return mac;
			return networkName === container.networkMode ? container.details?.requestedMac : undefined;
		},
	},
];

function* found(network: Network, snapshot: Snapshot) {
	const {name, driver} = network;
	const members = membersOf(network, snapshot).filter(({container}) => !container.sharesNetworkOf);
	for (const {word, field, of} of kinds) {
		// All ipvlan interfaces have the MAC address of their parent.
		if (driver === 'ipvlan' && field === 'MacAddress') continue;
		for (const [value, holders] of groupBy(members, member => of(member)?.toLowerCase())) {
			if (value === undefined || holders.length < 2) continue;
			const names = holders.map(({container}) => container.name);
			const up = holders.filter(({container}) => isUp(container));
			const isNow = up.length > 1;
			const [holder] = up;
			const others = listed(holders.filter(each => each !== holder).map(({container}) => container.name));
			yield {
				...(!isNow && {severity: 'low' as const}),
				confidence: isNow ? ('observed' as const) : ('predicted' as const),
				subject: aboutNetwork(network),
				message: isNow
					? `${listed(names)} have the same ${word} on ${name}, ${value}: packets for one go to the other.`
					: holder
						? `${holder.container.name} has ${word} ${value} on ${name}, which ${others} will ask for when started: they cannot do their work at the same time.`
						: `${listed(names)} ask for the same ${word} on ${name}, ${value}: they cannot do their work at the same time.`,
				evidence: holders.map(({container}) =>
					api(`${container.name} NetworkSettings.Networks["${name}"] ${field}`, value, `another than ${names[0]}’s`),
				),
				fix: {
					title: `Make all but one of them anew, with no ${word} of your own choice: the engine gives each another`,
					commands: [],
					sideEffects: ['Whoever knows them by the old one has to learn the new one.'],
				},
			};
		}
	}
}

/** On a LAN: an engine gives addresses of the subnet, and does not know that its own host or the router has one of them. */
function* heldOutside(network: Network, snapshot: Snapshot): Iterable<Found> {
	const {name, host, driver, options} = network;
	const seen = ['macvlan', 'ipvlan'].includes(driver) ? networkOfHost(host, snapshot) : undefined;
	if (!seen) return;
	const holders = new Map(
		seen.interfaces.flatMap(({name: own, addresses}) =>
			addresses.map(cidr => [cidr.replace(/\/.*/, ''), `${own} of the host`] as const),
		),
	);
	for (const way of [seen.defaultGateway, seen.defaultGateway6]) {
		// By another interface the host may reach a container that is its router.
		if (way && way.interface === options.parent) holders.set(way.address, 'the router of the host');
	}

	for (const {container, endpoint} of runningOn(network, snapshot)) {
		for (const address of [endpoint.ipv4, endpoint.ipv6]) {
			const holder = address && holders.get(address);
			if (!holder) continue;
			yield {
				confidence: 'observed',
				subject: aboutNetwork(network),
				message: `${container.name} has ${address} on ${name}, which ${holder} has too: packets for one go to the other.`,
				evidence: [
					api(`${container.name} NetworkSettings.Networks["${name}"] IPAddress`, address, 'an address that nobody has'),
					ofHost('ip address, ip route', `${address}: ${holder}`),
				],
				fix: {
					title: `Give ${container.name} an address that is free on the LAN; for good, make ${name} anew with an --ip-range that nobody else gives addresses of`,
					commands: [
						`docker network disconnect ${quote(name)} ${quote(container.name)}`,
						`docker network connect --ip ADDRESS ${quote(name)} ${quote(container.name)}`,
					],
					sideEffects: ['Whoever knows it by the old address has to learn the new one.'],
				},
			};
		}
	}
}

export const ipamDuplicateAddressOrMac: Rule = {
	id: 'ipam-duplicate-address-or-mac',
	title: 'Two have the same address on a network',
	why: 'Each answers for the other: connections come and go as neighbours learn one or the other.',
	severity: 'high',
	*check(snapshot) {
		for (const network of snapshot.networks.values()) {
			yield* found(network, snapshot);
			yield* heldOutside(network, snapshot);
		}
	},
};
