import type {Network} from '../../model/network.js';
import {leadsOut, type Membership} from '../../plan/endpoint-order.js';
import {bridgeOption, doorOf, hasHost, hostAddressesOn, versionOf, wayTo} from '../../plan/gateways.js';
import {quote} from '../../plan/quote.js';
import {forwardingOff} from '../../rules/host-network.js';
import {api, networkList, type Path, type Step, step} from '../path.js';
import {waysOut} from '../podman.js';
import {isFiltered, unmaskedBy} from '../replies.js';

/** The way from a container to something that is on none of its networks: out by the default gateway. */
export function outside(path: Path): ReturnType<Step> {
	const {from, to, host, snapshot, question, resolution} = path;
	// A name of one label is a container's, most likely mistyped: the way out is not the question.
	if (resolution?.by === 'nobody' && !question.target.includes('.')) return undefined;
	if (!from.container && to.kind === 'outside' && to.address)
		return step(
			'route',
			'unknown',
			`no network of Docker is between ${from.name} and ${to.address}: its own way there is not known`,
		);
	if (!['outside', 'host', 'published', 'mesh'].includes(to.kind) || !from.container || from.mode !== 'own')
		return undefined;
	const address = 'address' in to ? to.address : undefined;
	const isOwnGateway = from.networks.some(({network}) => hostAddressesOn(network, snapshot).includes(address ?? ''));
	if (isOwnGateway) return step('route', 'pass', `${address} is the gateway of a network that ${from.name} is on`);
	const version = versionOf(address ?? '');
	const way = wayTo(address ?? '0.0.0.0', from.networks, host);
	const where = api(`${from.name} NetworkSettings.Networks`, networkList(from));
	const has = ({endpoint}: Membership) => (version === 6 ? endpoint.ipv6 : endpoint.ipv4) !== undefined;
	const internal = from.networks.filter(member => member.network.internal && has(member));
	if (way?.network.internal && to.kind !== 'outside')
		return step('route', 'pass', `${from.name} gets to its host by ${way.network.name}, and no farther`, {
			evidence: [api(`${from.name} NetworkSettings.Networks["${way.network.name}"].Gateway`, gatewayIn(way, version))],
		});
	if (!way || way.network.internal) {
		const lan = from.networks.find(member => has(member) && leadsOut(member.network, version));
		if (lan)
			return step(
				'route',
				'fail',
				`${from.name} has no default gateway: ${lan.network.name} (${lan.network.driver}) gives none, and leads to its own subnet only`,
				{
					evidence: [
						api(
							`${from.name} NetworkSettings.Networks["${lan.network.name}"].Gateway`,
							'none',
							'the router of the LAN',
						),
					],
					finding: 'macvlan-no-gateway',
				},
			);
		return internal.length > 0
			? step(
					'route',
					'fail',
					`${from.name} is on internal networks only (${internal.map(({network}) => network.name).join(', ')}): nothing leads out`,
					{
						evidence: internal.map(({network}) => api(`${network.name} Internal`, 'true', 'false')),
						finding: 'conn-internal-no-egress',
						fix: {
							title: 'Give it a second network that leads out',
							commands: [
								'docker network create egress',
								`docker network connect egress ${quote(from.owner?.name ?? from.name)}`,
							],
							sideEffects: [`${from.name} can then reach everything outside, and its default gateway is on egress.`],
						},
					},
				)
			: step('route', 'fail', `${from.name} has no network that leads out by IPv${version}`, {
					evidence: [where],
					...(version === 6 && {finding: 'ipv6-family-mismatch'}),
				});
	}

	const ways = host?.engine === 'podman' ? waysOut(path, version) : [];
	if (ways.some(({driver}) => driver === 'bridge') && ways.some(({driver}) => driver !== 'bridge'))
		return step(
			'route',
			'unknown',
			`${from.name} goes out by ${ways.map(({name}) => name).join(' or ')}: Podman does not tell`,
			{
				evidence: [where],
			},
		);
	if (way.network.driver === 'macvlan' || way.network.driver === 'ipvlan') return besideHost(path, way);
	const off = host && forwardingOff(host, path.snapshot);
	if (off)
		return step('route', 'fail', 'the engine’s host forwards no packets: net.ipv4.ip_forward is off', {
			evidence: [off],
			finding: 'daemon-ip-forward-disabled',
			fix: {
				title: 'Switch forwarding on',
				commands: ['sysctl -w net.ipv4.ip_forward=1'],
				sideEffects: ['The host forwards packets between all of its networks.'],
			},
		});
	const {network} = way;
	if (network.driver === 'bridge' && !hasHost(network, version))
		return step(
			'route',
			'unknown',
			`${from.name} goes out by ${network.name}, on which the host has no address: whose ${gatewayIn(way, version) || 'gateway'} is, Docker does not know`,
			{evidence: [optionWithoutHost(network)]},
		);
	const option = unmaskedBy(network, version);
	if (to.kind === 'outside' && option)
		return step(
			'route',
			'unknown',
			`${network.name} does not masquerade: what is outside must know the way back to ${network.subnets[0]?.cidr ?? 'it'}`,
			{evidence: [api(`${network.name} Options["${option}"]`, network.options[option] ?? '')]},
		);
	if (to.kind === 'outside' && network.driver === 'bridge' && !isFiltered(path, version) && host?.engine !== 'podman')
		return step(
			'route',
			'unknown',
			`Docker before 27 does not masquerade IPv6, unless it was told to (ip6tables): what is outside must know the way back to ${from.name}`,
			{evidence: [api('GET /version Version', host?.version ?? '', '27 or later')]},
		);
	const door = version === 4 && from.owner ? (doorOf(from.owner, from.networks, snapshot) ?? way) : way;
	const gateway = gatewayIn(door, version);
	return step('route', 'pass', `${from.name} goes out by ${door.network.name}${gateway ? ` (${gateway})` : ''}`, {
		evidence: [where],
	});
}

const gatewayIn = ({endpoint}: Membership, version: 4 | 6) =>
	(version === 6 ? endpoint.gateway6 : endpoint.gateway) ?? '';

/** Out past the host: by an interface of its own on the host's network. */
function besideHost({from, to, host}: Path, {network, endpoint}: Membership): ReturnType<Step> {
	const evidence = [
		api(`${network.name} Driver`, network.driver),
		api(`${network.name} Options.parent`, network.options.parent ?? 'none'),
	];
	if (to.kind !== 'outside')
		return step(
			'route',
			'fail',
			`${from.name} goes out by ${network.name}: the kernel lets a ${network.driver} and its own host not talk`,
			{evidence, finding: 'macvlan-host-unreachable'},
		);
	// An address that the engine made up is nobody's, as a rule; Podman tells it as if it were given.
	const isGiven = host?.engine !== 'podman' && network.subnets.some(({gateway}) => gateway !== undefined);
	return isGiven
		? step('route', 'pass', `${from.name} goes out by ${network.name} (${endpoint.gateway ?? 'its parent'})`, {
				evidence,
			})
		: step('route', 'unknown', `${from.name} goes out by ${network.name}, for which no gateway was given`, {evidence});
}

function optionWithoutHost({name, options}: Network) {
	const inhibit = bridgeOption('inhibit_ipv4');
	return options[inhibit] === 'true'
		? api(`${name} Options["${inhibit}"]`, 'true', 'false')
		: api(`${name} Options`, 'gateway_mode isolated');
}

/** An address inside one of Docker's subnets that no running container has. */
export function nobody({to, from}: Path): ReturnType<Step> {
	if (to.kind !== 'nobody') return undefined;
	const on = from.networks.some(({network}) => network.id === to.network.id);
	return step(
		'address',
		'fail',
		`nobody has ${to.address} on ${to.network.name}${on ? '' : `, and ${from.name} is not on it`}`,
		{
			evidence: [api(`${to.network.name} Containers`, `no ${to.address}`)],
		},
	);
}

/** From the engine's host itself to a container's address. */
export function fromHost(path: Path): ReturnType<Step> {
	const {from, to, host} = path;
	if (from.mode !== 'host' || to.kind !== 'container' || to.end.mode !== 'own') return undefined;
	const network = to.endpoint?.network;
	if (!network) return undefined;
	if (network.driver === 'macvlan' || network.driver === 'ipvlan')
		return step(
			'host',
			'fail',
			`the host cannot reach ${to.end.name}: the kernel lets a ${network.driver} and its own parent interface not talk`,
			{
				evidence: [
					api(`${network.name} Driver`, network.driver),
					api(`${network.name} Options.parent`, network.options.parent ?? 'none'),
				],
				finding: 'macvlan-host-unreachable',
				fix: {
					title: 'Give the container a bridge network besides, or the host an interface of the same kind',
					commands: [`docker network connect bridge ${quote(to.end.owner?.name ?? to.end.name)}`],
					sideEffects: ['Its default gateway may move.'],
				},
			},
		);
	if (network.driver === 'overlay')
		return step(
			'host',
			'fail',
			`${network.name} is an overlay: it lives in a namespace of its own, which the host is not in`,
			{evidence: [api(`${network.name} Driver`, 'overlay')]},
		);
	const isVirtual = /Docker Desktop/.test(host?.operatingSystem ?? '') || host?.rootless;
	if (isVirtual)
		return step('host', 'unknown', 'the engine’s host is a virtual machine or a namespace of its own', {
			finding: 'netns-host-on-desktop-or-rootless',
		});
	const version = versionOf(to.address ?? to.endpoint?.endpoint.ipv4 ?? '::');
	if (!hasHost(network, version))
		return step('host', 'fail', `the host has no address on ${network.name}: that was asked for`, {
			evidence: [optionWithoutHost(network)],
		});
	return step('host', 'pass', `the host reaches containers of ${network.name} by their addresses`);
}
