import {inEngineOrder, leadsOut, type Membership} from '../plan/endpoint-order.js';

/** Which network gives a container its default route of that family, and why this one. */
export function gatewayReason(memberships: readonly Membership[], family: 4 | 6): string {
	const candidates = inEngineOrder(memberships).filter(({network}) => leadsOut(network, family));
	const [first, second] = candidates;
	if (!first)
		return memberships.length === 0 ? 'none: it is on no network' : 'none: no network that it is on leads out';
	const gateway = (family === 4 ? first.endpoint.gateway : first.endpoint.gateway6) ?? '';
	return `${first.network.name}${gateway ? ` by ${gateway}` : ''}: ${why(first, second)}`;
}

function why(first: Membership, second: Membership | undefined): string {
	if (!second) return 'the only one of its networks that leads out';
	const {gatewayPriority} = first.endpoint;
	if (gatewayPriority !== second.endpoint.gatewayPriority) return `the highest gateway priority (${gatewayPriority})`;
	if (second.network.name === 'docker_gwbridge') return 'docker_gwbridge comes last';
	const families = ({network}: Membership) => Number(leadsOut(network, 4)) + Number(leadsOut(network, 6));
	if (families(first) !== families(second)) return 'it leads out by both IPv4 and IPv6';
	return `its name sorts before ${second.network.name}`;
}
