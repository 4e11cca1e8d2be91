import {isoDate} from '../text/formats.js';
import type {ContainerRow} from './container-rows.js';
import type {NetworkRow} from './network-rows.js';

/** A number, or its digits as text where a number would lose some. */
function wholeNumber(value: bigint): number | string {
	return value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : String(value);
}

function date(milliseconds: number | undefined): string | null {
	return milliseconds === undefined ? null : isoDate(milliseconds) || null;
}

/** One element of `ls networks --json`. Unknown values are null; all text is as the engine gave it. */
export function networkJson({network, endpoints, subnets, usedElsewhere}: NetworkRow): unknown {
	return {
		id: network.id,
		name: network.name,
		driver: network.driver,
		scope: network.scope,
		host: network.host,
		created: date(network.created),
		builtIn: network.builtIn,
		internal: network.internal,
		attachable: network.attachable,
		ingress: network.ingress,
		configOnly: network.configOnly,
		configFrom: network.configFrom ?? null,
		ipv4: network.ipv4,
		ipv6: network.ipv6,
		ipam: {driver: network.ipamDriver, options: network.ipamOptions},
		subnets: subnets.map(({subnet, used, total}) => ({
			cidr: subnet.cidr,
			gateway: subnet.gateway ?? null,
			ipRange: subnet.ipRange ?? null,
			auxiliary: subnet.auxiliary,
			used: wholeNumber(used),
			total: wholeNumber(total),
		})),
		/** True: other hosts and services hold addresses that are not in `used`. */
		usedElsewhere,
		endpoints: endpoints.map(({container, endpoint}) => ({
			container: container.name,
			containerId: container.id,
			state: container.state,
			ipv4: endpoint.ipv4 ?? null,
			ipv6: endpoint.ipv6 ?? null,
			mac: endpoint.mac ?? null,
			aliases: endpoint.aliases,
			dnsNames: endpoint.dnsNames,
		})),
		options: network.options,
		labels: network.labels,
	};
}

/** One element of `ls containers --json`. A container that shares another's namespace has no networks of its own. */
export function containerJson({container, networks, provider}: ContainerRow): unknown {
	const shared = container.sharesNetworkOf;
	return {
		id: container.id,
		name: container.name,
		image: container.image,
		command: container.command,
		host: container.host,
		created: date(container.created),
		state: container.state,
		status: container.status,
		health: container.health ?? null,
		exitCode: container.exitCode ?? null,
		error: container.error ?? null,
		networkMode: container.networkMode,
		sharesNetworkOf: shared === undefined ? null : {id: shared, name: provider?.name ?? null},
		networks: networks.map(({endpoint}) => ({
			name: endpoint.networkName,
			id: endpoint.networkId,
			ipv4: endpoint.ipv4 ?? null,
			ipv4PrefixLength: endpoint.ipv4PrefixLength ?? null,
			ipv6: endpoint.ipv6 ?? null,
			ipv6PrefixLength: endpoint.ipv6PrefixLength ?? null,
			mac: endpoint.mac ?? null,
			gateway: endpoint.gateway ?? null,
			gateway6: endpoint.gateway6 ?? null,
			gatewayPriority: endpoint.gatewayPriority,
			aliases: endpoint.aliases,
			dnsNames: endpoint.dnsNames,
			links: endpoint.links,
			driverOptions: endpoint.driverOptions,
			requested: {ipv4: endpoint.requested.ipv4 ?? null, ipv6: endpoint.requested.ipv6 ?? null},
		})),
		ports: container.ports.map(({hostIp, hostPort, containerPort, protocol}) => ({
			hostIp: hostIp ?? null,
			hostPort: hostPort ?? null,
			containerPort,
			protocol,
		})),
		labels: container.labels,
	};
}
