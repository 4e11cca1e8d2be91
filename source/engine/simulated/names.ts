import {parseAddress, type Version} from '../../core/ip/address.js';
import {gatewayOf, inEngineOrder, inNameOrder, type Membership} from '../../core/plan/endpoint-order.js';
import {chance, hash} from './random.js';
import {isUp, type Machine, machinesOn, needMachine, type World} from './world.js';

export type Lookup = {
	readonly status: 'NOERROR' | 'NXDOMAIN' | 'SERVFAIL';
	/** Of both families, IPv4 first. */
	readonly addresses: readonly string[];
};

/** The container whose network this one uses: mostly itself. */
export function ownerOf(world: World, machine: Machine): Machine {
	const {sharesNetworkOf} = machine.container;
	return sharesNetworkOf ? needMachine(world, sharesNetworkOf) : machine;
}

/** Its networks that exist, in the order in which the engine prefers them. */
export function membershipsOf(world: World, machine: Machine): readonly Membership[] {
	const memberships = ownerOf(world, machine).container.endpoints.flatMap(endpoint => {
		const network = world.networks.get(endpoint.networkId);
		return network ? [{endpoint, network}] : [];
	});
	return inEngineOrder(memberships);
}

export function isOnHost(world: World, machine: Machine): boolean {
	return membershipsOf(world, machine).some(({network}) => network.driver === 'host');
}

export function leadsOutside(world: World, machine: Machine, version: Version): boolean {
	return isOnHost(world, machine) || gatewayOf(membershipsOf(world, machine), version) !== undefined;
}

/** The engine's own resolver where there is a network with names, else the host's. */
export function nameServerOf(world: World, machine: Machine): string {
	return membershipsOf(world, machine).some(({network}) => !network.builtIn) ? '127.0.0.11' : '192.0.2.53';
}

/** What the container's name server answers. */
export function resolve(world: World, machine: Machine, asked: string): Lookup {
	const name = asked.toLowerCase().replace(/\.$/, '');
	if (name === 'localhost') return found(['127.0.0.1', '::1']);
	for (const {network} of inNameOrder(membershipsOf(world, machine))) {
		const inside = name.endsWith(`.${network.name}`) ? name.slice(0, -network.name.length - 1) : name;
		const holders = [...machinesOn(world, network.id)].filter(({container}) => isUp(container));
		const endpoints = holders
			.flatMap(({container}) => container.endpoints)
			.filter(
				({networkId, dnsNames}) => networkId === network.id && dnsNames.some(known => known.toLowerCase() === inside),
			);
		if (endpoints.length > 0) return found(endpoints.flatMap(({ipv4, ipv6}) => [ipv4, ipv6]));
	}

	if (!leadsOutside(world, machine, 4)) return {status: 'SERVFAIL', addresses: []};
	return isOutsideName(name) ? found(outsideAddresses(name)) : {status: 'NXDOMAIN', addresses: []};
}

/** What the container's name server answers when it is asked whose an address is. */
export function nameOf(
	world: World,
	machine: Machine,
	address: string,
): Pick<Lookup, 'status'> & {readonly name?: string} {
	for (const {network} of membershipsOf(world, machine)) {
		for (const {container} of network.builtIn ? [] : machinesOn(world, network.id)) {
			const endpoint = container.endpoints.find(({networkId}) => networkId === network.id);
			if (!endpoint || !isUp(container) || ![endpoint.ipv4, endpoint.ipv6].includes(address)) continue;
			return {status: 'NOERROR', name: `${endpoint.dnsNames[0]}.${network.name}`};
		}
	}

	return {status: leadsOutside(world, machine, 4) ? 'NXDOMAIN' : 'SERVFAIL'};
}

function found(addresses: readonly (string | undefined)[]): Lookup {
	const known = addresses.filter(address => address !== undefined);
	const ofVersion = (version: Version) => known.filter(address => parseAddress(address)?.version === version);
	return {status: 'NOERROR', addresses: [...ofVersion(4), ...ofVersion(6)]};
}

/** Every name that could be somebody's exists, on addresses that are reserved for documentation. */
function isOutsideName(name: string): boolean {
	return name.includes('.') && !/\.(invalid|local|internal|test)$/.test(name);
}

function outsideAddresses(name: string): readonly string[] {
	const four = `198.51.100.${1 + (hash(name) % 254)}`;
	return chance(`${name} 6`) < 0.5 ? [four] : [four, `2001:db8::${(hash(name) % 65535).toString(16)}`];
}
