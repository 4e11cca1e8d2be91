import {gatewayOf, type Membership} from '../../plan/endpoint-order.js';
import {bridgeOption, hostAddressesOn, versionOf, wayTo} from '../../plan/gateways.js';
import {publishEverywhere} from '../../rules/port-bound-to-loopback-or-one-ip.js';
import {isWildcard} from '../../rules/published.js';
import {isBoundTo} from '../destination.js';
import {sharesNamespace} from '../ends.js';
import {idleBridge, idleTitle} from '../idle-bridge.js';
import {api, isDockerSince, networkList, type Path, type Step, step} from '../path.js';
import {isOpenOnPodman, waysOut} from '../podman.js';
import {isFiltered, isMasquerading, lostBehind} from '../replies.js';
import {withPort} from '../target.js';

const loopback = /^(127\.|::1$)/;
/** `0.0.0.0:8080->80/tcp`. */
export const mappingText = ({
	hostIp,
	hostPort,
	containerPort,
	protocol,
}: {
	hostIp?: string;
	hostPort?: number;
	containerPort: number;
	protocol: string;
}) => `${hostIp?.includes(':') ? `[${hostIp}]` : hostIp || '0.0.0.0'}:${hostPort ?? ''}->${containerPort}/${protocol}`;

/** Published on another address of the host than the one that is asked. */
function elsewhere({to, from}: Path): ReturnType<Step> {
	if (to.kind !== 'published') return undefined;
	const {port, end, address} = to;
	const isLoopback = loopback.test(port.hostIp ?? '');
	if (isBoundTo(port, address) && !(isLoopback && from.mode !== 'host')) return undefined;
	const expected = mappingText({...port, hostIp: isLoopback ? '0.0.0.0' : address});
	const evidence = [api(`${end.name} NetworkSettings.Ports`, mappingText(port), expected)];
	const isFamily = port.hostIp === '0.0.0.0' && address.includes(':');
	// Between it and the host, addresses may be translated.
	if (from.mode === 'outside' && !isLoopback && !isFamily)
		return step(
			'published',
			'unknown',
			`${mappingText(port)} of ${end.name}: whether ${address} leads there is not known`,
			{
				evidence,
			},
		);
	const where = isLoopback ? 'to the host itself only' : `on ${port.hostIp} only, not on ${address}`;
	return step('published', 'fail', `${mappingText(port)} of ${end.name} is published ${where}`, {
		evidence,
		finding: isFamily ? 'ipv6-published-v4-only-path' : 'port-bound-to-loopback-or-one-ip',
		...(!isWildcard(port) && {fix: publishEverywhere(end.name, port)}),
	});
}

/**
 * The network from which a published port is not reached, though it is on the host's own addresses. Only for bridges that
 * masquerade does Docker write the rule that leads their packets to the host's proxy; those of others go straight to the
 * container, which lies on another bridge, and are dropped on the way, or else (from 29 on) their answers.
 */
function divertedFrom(path: Path): Membership | undefined {
	const {to, from, host} = path;
	if (to.kind !== 'published' || from.mode !== 'own' || host?.engine === 'podman') return undefined;
	const way = wayTo(to.address, from.networks);
	const version = versionOf(to.address);
	const arrives = gatewayOf(to.end.networks, version)?.network;
	if (way?.network.driver !== 'bridge' || !arrives || arrives.id === way.network.id) return undefined;
	if (!isFiltered(path, version)) return undefined;
	if (way.network.internal) return way;
	const isLost = !isDockerSince(path, '29') || lostBehind(path, arrives, to.address) !== undefined;
	return isLost && !isMasquerading(way.network) ? way : undefined;
}

/**
 * Before 28 Docker's proxy answers UDP from the address that the host has on the asker's network, whichever was asked; where it
 * listens on one address only, from that.
 */
function answeredFrom(path: Path): string | undefined {
	const {to, from, question, host, snapshot} = path;
	if (to.kind !== 'published' || from.mode !== 'own' || question.protocol !== 'udp') return undefined;
	if (host?.engine === 'podman' || isDockerSince(path, '28') || !isWildcard(to.port)) return undefined;
	const network = wayTo(to.address, from.networks)?.network;
	const own = network ? hostAddressesOn(network, snapshot) : [];
	const [answers] = own.filter(address => versionOf(address) === versionOf(to.address));
	return own.includes(to.address) ? undefined : answers;
}

/** Podman leads ports to bridges that are not internal, and lists them of every container that was to have some. */
function byPodman(path: Path): ReturnType<Step> {
	const {to, from, host, snapshot} = path;
	if (host?.engine !== 'podman' || to.kind !== 'published' || to.end.mode !== 'own') return undefined;
	const {name, container} = to.end;
	// Who does not run has no addresses.
	if (container?.state !== 'running' && container?.state !== 'paused') return undefined;
	const version = versionOf(to.address);
	const ins = to.end.networks
		.filter(({network, endpoint}) => network.driver === 'bridge' && !network.internal && endpoint[`ipv${version}`])
		.map(({network}) => network);
	if (ins.length === 0)
		return step(
			'published',
			'fail',
			`no port leads to ${name} by IPv${version}: it has no address on a bridge that is not internal (Podman holds the port of the host, which may accept and never answer)`,
			{
				evidence: [api(`${name} NetworkSettings.Networks`, networkList(to.end))],
				finding: 'port-published-not-programmed',
			},
		);
	if (from.mode !== 'own') return undefined;
	// Measured: mostly it comes back, not on several networks, nor by IPv6.
	if (sharesNamespace(from, to.end))
		return step(
			'published',
			'unknown',
			`it leads back to ${name} itself: whether Podman’s host returns it is not known`,
		);
	const near = from.networks
		.map(({network}) => network)
		.filter(network => hostAddressesOn(network, snapshot).includes(to.address));
	const outs = near.length > 0 ? near : waysOut(path, version);
	return isOpenOnPodman(outs, ins) === false
		? step(
				'published',
				'unknown',
				`it leads to ${name} on ${ins.map(network => network.name).join(' or ')}: whether Podman isolates that from ${outs.map(network => network.name).join(' or ')}, its API does not tell`,
			)
		: undefined;
}

/** A port of the host that leads to a container. */
export function published(path: Path): ReturnType<Step> {
	const {to, from, question} = path;
	if (to.kind !== 'published') return undefined;
	const {port, end} = to;
	const wrong = elsewhere(path);
	if (wrong) return wrong;
	const ofPodman = byPodman(path);
	if (ofPodman) return ofPodman;
	const way = divertedFrom(path)?.network;
	const where = `${from.name} asks by way of ${way?.name}`;
	if (way?.internal)
		return step(
			'published',
			'fail',
			`${where}, which is internal: Docker drops what leaves it, also for published ports`,
			{
				evidence: [api(`${way.name} Internal`, 'true', 'false')],
				finding: 'conn-internal-no-egress',
			},
		);
	if (way)
		return step(
			'published',
			'fail',
			`${where}, which does not masquerade: its packets are led straight to ${end.name}, and Docker drops what goes from bridge to bridge`,
			{
				evidence: [api(`${way.name} Options["${bridgeOption('enable_ip_masquerade')}"]`, 'false', 'true')],
				finding: 'conn-masquerade-missing',
			},
		);
	const idle = idleBridge(to.address, path);
	if (idle) return step('published', 'unknown', idleTitle(to.address, idle));
	const answers = answeredFrom(path);
	if (answers)
		return step(
			'published',
			'fail',
			`Docker before 28 answers UDP from ${answers}, its address towards ${from.name}, not from ${to.address}: programs take no such answer`,
			{
				evidence: [api('GET /version Version', path.host?.version ?? '', '28 or later')],
				finding: 'port-hairpin-cross-network',
				fix: {
					title: 'Ask at the gateway of its own network',
					commands: [`# ${withPort(answers, question.port)} instead of ${withPort(to.address, question.port)}`],
					sideEffects: [],
				},
			},
		);
	return step(
		'published',
		'pass',
		`port ${port.hostPort ?? question.port} of the host leads to ${port.containerPort} of ${end.name}`,
		{
			evidence: [api(`${end.name} NetworkSettings.Ports`, mappingText(port))],
		},
	);
}
