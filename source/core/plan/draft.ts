import type {Endpoint} from '../model/container.js';
import type {Network} from '../model/network.js';
import type {EndpointDraft, NetworkDraft} from './step.js';

/** Options that a network has only because its engine chose them; to ask for them again would collide. */
const chosenByEngine = ['com.docker.network.driver.overlay.vxlanid_list'];

/** A draft that makes the same network again. */
export function draftOf(network: Network): NetworkDraft {
	return {
		name: network.name,
		driver: network.driver,
		internal: network.internal,
		attachable: network.attachable,
		ipv4: network.ipv4,
		ipv6: network.ipv6,
		subnets: network.subnets,
		...(network.ipamDriver && network.ipamDriver !== 'default' ? {ipamDriver: network.ipamDriver} : {}),
		ipamOptions: network.ipamOptions,
		options: Object.fromEntries(Object.entries(network.options).filter(([key]) => !chosenByEngine.includes(key))),
		labels: network.labels,
	};
}

/** A draft that attaches the container as it is attached: addresses only where the user had asked for them. */
export function endpointDraftOf(endpoint: Endpoint): EndpointDraft {
	return {
		aliases: endpoint.aliases,
		...endpoint.requested,
		links: endpoint.links,
		driverOptions: endpoint.driverOptions,
		...(endpoint.gatewayPriority ? {gatewayPriority: endpoint.gatewayPriority} : {}),
	};
}
