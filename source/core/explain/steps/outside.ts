import {gatewayOf} from '../../plan/endpoint-order.js';
import {quote} from '../../plan/quote.js';
import {hostAddressesOn} from '../gateways.js';
import {api, isDockerSince, networkList, type Path, type Step, step} from '../path.js';

const option = (key: string) => `com.docker.network.bridge.${key}`;

/** The way from a container to something that is on none of its networks: out by the default gateway. */
export function outside(path: Path): ReturnType<Step> {
	const {from, to, host, snapshot} = path;
	const isOut = to.kind === 'outside' || to.kind === 'host' || to.kind === 'published';
	if (!isOut || !from.container || from.mode !== 'own') return undefined;
	const address = 'address' in to ? to.address : undefined;
	const isOwnGateway = from.networks.some(({network}) => hostAddressesOn(network, snapshot).includes(address ?? ''));
	if (isOwnGateway) return step('route', 'pass', `${address} is the gateway of a network that ${from.name} is on`);
	const version = address?.includes(':') ? 6 : 4;
	const way = gatewayOf(from.networks, version);
	const where = api(`${from.name} NetworkSettings.Networks`, networkList(from));
	if (!way) {
		const internal = from.networks.filter(({network}) => network.internal);
		// 20.10 gives internal networks a default route all the same: to the host itself it leads.
		if (internal.length > 0 && to.kind !== 'outside' && !isDockerSince(path, '26'))
			return step(
				'route',
				'unknown',
				`${from.name} is on internal networks only; this engine may let it reach its host`,
				{evidence: [where]},
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

	if (host?.details?.ipv4Forwarding === false)
		return step('route', 'fail', 'the engine’s host forwards no packets: net.ipv4.ip_forward is off', {
			evidence: [api('info IPv4Forwarding', 'false', 'true')],
			finding: 'daemon-ip-forward-disabled',
			fix: {
				title: 'Switch forwarding on',
				commands: ['sysctl -w net.ipv4.ip_forward=1'],
				sideEffects: ['The host forwards packets between all of its networks.'],
			},
		});
	const {network} = way;
	if (to.kind === 'outside' && network.options[option('enable_ip_masquerade')] === 'false')
		return step(
			'route',
			'unknown',
			`${network.name} does not masquerade: what is outside must know the way back to ${network.subnets[0]?.cidr ?? 'it'}`,
			{
				evidence: [api(`${network.name} Options["${option('enable_ip_masquerade')}"]`, 'false', 'true')],
			},
		);
	return step(
		'route',
		'pass',
		`${from.name} goes out by ${network.name}${way.endpoint.gateway ? ` (${way.endpoint.gateway})` : ''}`,
		{evidence: [where]},
	);
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
	if (Object.entries(network.options).some(([key, value]) => key.includes('gateway_mode') && value === 'isolated'))
		return step('host', 'fail', `${network.name} is isolated: the host has no address on it`, {
			evidence: [api(`${network.name} Options`, 'gateway_mode isolated')],
		});
	return step('host', 'pass', `the host reaches containers of ${network.name} by their addresses`);
}
