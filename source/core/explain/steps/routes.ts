import {parseAddress} from '../../ip/address.js';
import {contains, readCidr} from '../../ip/range.js';
import type {Container} from '../../model/container.js';
import {keyOf} from '../../model/reference.js';
import {gatewayOf, type Membership} from '../../plan/endpoint-order.js';
import {enterNamespace} from '../../plan/enter-namespace.js';
import {hostAddressesOn} from '../../plan/gateways.js';
import {routedElsewhere, routeText} from '../../rules/ipam-host-route-overlap.js';
import {
	lostBridge,
	lostGateway,
	lostPlaces,
	restoreBridge,
	restoreGateway,
	restorePlace,
} from '../../rules/lost-gateway.js';
import {twinsOf} from '../../rules/members.js';
import {measured, ofHost} from '../../rules/subjects.js';
import {type End, sharesNamespace} from '../ends.js';
import {api, type Path, type Step, step, targetEnd} from '../path.js';

const loopback = /^(127\.|::1$)/;
const observed = true;
const finding = 'conn-wrong-default-gateway';

function downAt({owner}: End, place: Membership | undefined, {snapshot}: Path): ReturnType<Step> {
	const lost = owner ? lostPlaces(owner, snapshot) : [];
	const down = lost.find(({network}) => !place || network.id === place.network.id);
	if (!owner || !down) return undefined;
	const {network, endpoint} = down;
	return step(
		'routes',
		'fail',
		`${owner.name} has no route to ${network.name}, which it is on: its interface there is down, or lost its address`,
		{
			evidence: [measured(`${owner.name}: routes to ${network.name}`, 'none', `one that has ${endpoint.ipv4}`)],
			finding,
			fix: restorePlace(owner.name),
			observed,
		},
	);
}

/** Who asks of a published port from elsewhere keeps its own address, which only the default route of the container leads back to. */
function comesFromElsewhere({from, to, snapshot}: Path): boolean {
	if (to.kind !== 'published' || to.address.includes(':')) return false;
	if (from.mode === 'outside') return true;
	const near = to.end.networks.flatMap(({network}) => hostAddressesOn(network, snapshot));
	return from.mode === 'host' && !loopback.test(to.address) && !near.includes(to.address);
}

function without(owner: Container | undefined, {snapshot}: Path): ReturnType<Step> {
	const way = owner && lostGateway(owner, snapshot);
	if (!way) return undefined;
	const gateway = way.endpoint.gateway!;
	return step(
		'routes',
		'fail',
		`${owner.name} has no default route: the one via ${gateway} (${way.network.name}), which the engine gave it, is gone`,
		{
			evidence: [measured(`${owner.name}: default route`, 'none', `via ${gateway}`)],
			finding,
			fix: restoreGateway(owner.name, gateway),
			observed,
		},
	);
}

/** A route of the asker itself that throws away what it sends there. */
function thrownAway({from, to, snapshot}: Path): ReturnType<Step> {
	const {owner} = from;
	const address = 'address' in to && to.address ? parseAddress(to.address) : undefined;
	const seen = owner && snapshot.observations.get(keyOf(owner))?.routes?.routes;
	const routes = (seen ?? []).flatMap(route => {
		const range = readCidr(route.destination);
		return range && address && contains(range, address) ? [{route, range}] : [];
	});
	const [best] = routes.toSorted((one, other) => other.range.prefix - one.range.prefix);
	// Where it has no route at all, the kernel of IPv6 has one that says so.
	if (!owner || !best?.route.rejects || best.range.prefix === 0) return undefined;
	const {destination} = best.route;
	return step(
		'routes',
		'fail',
		`${owner.name} has a route of its own that throws away what it sends to ${destination}`,
		{
			evidence: [measured(`${owner.name}: route to ${destination}`, 'rejected', 'none, or one that leads there')],
			finding: 'conn-target-firewall',
			fix: {
				title: 'Take the route away',
				commands: [`${enterNamespace(owner.name)} ip route del ${destination}`],
				sideEffects: [],
			},
			observed,
		},
	);
}

/** The container that the host forwards to or for: of a published port, of what asks outside, of what the host itself asks. */
function forwarded({from, to}: Path): Membership | undefined {
	if (to.kind === 'published') return gatewayOf(to.end.networks, 4);
	if (to.kind === 'outside' && from.mode === 'own') return gatewayOf(from.networks, 4);
	return to.kind === 'container' && from.mode === 'host' ? to.endpoint : undefined;
}

function ledElsewhere(path: Path): ReturnType<Step> {
	const place = forwarded(path);
	const gateway = place?.network.driver === 'bridge' ? lostBridge(place.network, path.snapshot) : undefined;
	if (place && gateway)
		return step(
			'routes',
			'fail',
			`the bridge of ${place.network.name} has lost its address ${gateway}: the host leads nothing to it or from it`,
			{
				evidence: [ofHost('ip address', `no ${gateway}`, gateway)],
				finding: 'conn-masquerade-missing',
				fix: restoreBridge,
				observed,
			},
		);
	const address = place?.endpoint.ipv4;
	const route = address && place.network.driver === 'bridge' && routedElsewhere(address, place.network, path.snapshot);
	if (!route) return undefined;
	const {network} = place;
	return step(
		'routes',
		'fail',
		`the engine’s host routes ${address}, of ${network.name}, elsewhere: ${routeText(route)}`,
		{
			evidence: [
				ofHost(
					'ip route',
					routeText(route),
					`no route that touches ${network.subnets.map(({cidr}) => cidr).join(', ')}`,
				),
			],
			finding: 'ipam-host-route-overlap',
			observed,
		},
	);
}

/** Another one on that network has the MAC address of an end. */
function confused({from, to, snapshot}: Path): ReturnType<Step> {
	if (to.kind !== 'container' || !to.endpoint || sharesNamespace(from, to.end)) return undefined;
	const {network} = to.endpoint;
	const own = from.networks.find(member => member.network.id === network.id);
	const ends = [{end: to.end, place: to.endpoint}, ...(own ? [{end: from, place: own}] : [])];
	for (const {end, place} of ends) {
		const [twin] = twinsOf(network, place.endpoint, snapshot);
		if (!twin) continue;
		const mac = place.endpoint.mac ?? '';
		return step(
			'routes',
			'warn',
			`${end.name} and ${twin.name} have the same MAC address on ${network.name}, ${mac}: packets for one go to the other`,
			{
				evidence: [
					api(`${end.name} NetworkSettings.Networks["${network.name}"] MacAddress`, mac, `another than ${twin.name}’s`),
				],
				finding: 'ipam-duplicate-address-or-mac',
				observed,
			},
		);
	}

	return undefined;
}

/** What the ends, and the host between them, make of the packets: as far as their routes were read. */
export function routes(path: Path): ReturnType<Step> {
	const {from, to} = path;
	const end = targetEnd(path);
	if (to.kind === 'self' || (end && sharesNamespace(from, end) && to.kind !== 'published')) return undefined;
	const near = to.kind === 'container' ? to.endpoint : end && gatewayOf(end.networks, 4);
	const own = from.networks.find(({network}) => network.id === near?.network.id);
	const isOut = from.mode === 'own' && ['outside', 'host'].includes(to.kind);
	const address = 'address' in to ? to.address : undefined;
	const isByIpv6 = address?.includes(':') === true;
	return (
		(isByIpv6 ? undefined : ((end && near && downAt(end, near, path)) ?? (own && downAt(from, own, path)))) ??
		(isOut && !isByIpv6 && !isOwnGateway(path) ? without(from.owner, path) : undefined) ??
		(comesFromElsewhere(path) ? without(end?.owner, path) : undefined) ??
		thrownAway(path) ??
		ledElsewhere(path) ??
		confused(path)
	);
}

function isOwnGateway({from, to, snapshot}: Path): boolean {
	const address = 'address' in to ? (to.address ?? '') : '';
	return from.networks.some(({network}) => hostAddressesOn(network, snapshot).includes(address));
}
