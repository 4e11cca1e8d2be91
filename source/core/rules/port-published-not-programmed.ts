import type {Container, Port} from '../model/container.js';
import type {Fix, Severity} from '../model/finding.js';
import {keyOf} from '../model/reference.js';
import type {Snapshot} from '../model/snapshot.js';
import {networksOfNamespace} from '../names/resolve.js';
import {gatewayOf, leadsOut} from '../plan/endpoint-order.js';
import {gates, lacks} from '../plan/gates.js';
import {doorOf} from '../plan/gateways.js';
import {findNetwork} from '../plan/of-host.js';
import {quote} from '../plan/quote.js';
import {parseEndpoint} from '../probes/endpoint.js';
import {evidenceOf} from '../probes/evidence.js';
import type {Probed} from '../probes/probed.js';
import {prefer} from './conn-wrong-default-gateway.js';
import {listenersOn, listenersText, listening, openPublished, queuedOn} from './listening.js';
import {isPodman, listed, runningContainers} from './members.js';
import {isWildcard, type PublishedPort, portText} from './published.js';
import {serviceNameOf} from './republish.js';
import type {Found, Rule} from './rule.js';
import {aboutContainer, api, measured} from './subjects.js';

type Cause = {readonly because: string; readonly severity?: Severity; readonly fix: Fix};

const advice = (title: string): Fix => ({title, commands: [], sideEffects: []});

const asked = ({hostIp, hostPort, containerPort, protocol}: Port) =>
	`${hostIp ? `${hostIp}:` : ''}${hostPort ?? ''}:${containerPort}/${protocol}`;

/** Podman lists what was asked for, and leads it to bridges that are not internal. */
function isListedOnly(container: Container, snapshot: Snapshot): boolean {
	if (!isPodman(container.host, snapshot)) return false;
	const networks = networksOfNamespace(container, snapshot).map(({network}) => network);
	return networks.length > 0 && networks.every(({driver, internal}) => driver !== 'bridge' || internal);
}

/** Asked for, and nowhere on the host. `--publish-all` asks for every exposed port. */
function missing(container: Container, snapshot: Snapshot): readonly Port[] {
	const {details, ports} = container;
	if (isListedOnly(container, snapshot)) return details?.requestedPorts ?? [];
	const exposed = details?.publishAll ? details.exposedPorts : [];
	const wanted = [
		...(details?.requestedPorts ?? []),
		...exposed.map(({port, protocol}): Port => ({containerPort: port, protocol})),
	];
	return wanted.filter(
		({containerPort, protocol}) =>
			!ports.some(
				port => port.hostPort !== undefined && port.containerPort === containerPort && port.protocol === protocol,
			),
	);
}

/** Ports are published by the bridge network that the default gateway is on, and by no other kind. */
function causeOf(container: Container, snapshot: Snapshot): Cause {
	const {name, networkMode} = container;
	const hasPriority = !lacks(snapshot.hosts.get(container.host), gates.gatewayPriority);
	const service = serviceNameOf(container);
	const addBridge = {
		title: service
			? `Put the service ${service} on an overlay that is not internal too`
			: `Connect ${name} to a bridge network that leads out: its ports are published there at once`,
		commands: [
			...(networkMode === 'none' ? [`docker network disconnect none ${quote(name)}`] : []),
			service
				? `docker service update --network-add NETWORK ${quote(service)}`
				: `docker network connect ${hasPriority ? '--gw-priority 1 ' : ''}NETWORK ${quote(name)}`,
		],
		sideEffects: [`What ${name} sends outside leaves by that network.`],
	};
	if (networkMode === 'host')
		return {
			because: 'it is in host mode, where its program has the host’s own ports',
			severity: 'low',
			fix: advice(`Make ${name} anew without published ports, or not in host mode`),
		};
	const networks = networksOfNamespace(container, snapshot);
	const gateway = gatewayOf(networks, 4) ?? gatewayOf(networks, 6);
	const names = listed(networks.map(({network}) => network.name));
	if (networks.length === 0 && networkMode === 'bridge' && !findNetwork(snapshot, container.host, 'bridge'))
		// A finding of its own, of the engine.
		return {
			because: 'the engine has no default bridge, and it named no other network',
			severity: 'low',
			fix: addBridge,
		};
	if (!gateway)
		return {because: names ? `it is on internal networks only (${names})` : 'it is on no network', fix: addBridge};
	const {name: way, driver, options} = gateway.network;
	if (options['com.docker.network.bridge.gateway_mode_ipv4'] === 'routed')
		return {
			because: `${way} is in gateway mode routed, which opens the port at the container’s own address`,
			severity: 'info',
			fix: advice(`Connect to ${name} at its own address, or use a network in gateway mode nat`),
		};
	const bridge = networks.find(({network}) => network.driver === 'bridge' && leadsOut(network, 4));
	// Who is on an overlay, or on a network of a plugin, has a place on the engine’s own docker_gwbridge besides.
	return ['macvlan', 'ipvlan'].includes(driver)
		? {
				because: `its default gateway is on ${way}, and ${driver} networks publish nothing`,
				fix: bridge ? prefer(bridge, gateway, container, snapshot) : addBridge,
			}
		: {because: `the engine did not set it up on ${way}`, fix: advice(`Restart ${name}`)};
}

function notThere(container: Container, ports: readonly Port[], snapshot: Snapshot): Found {
	const {name} = container;
	const {because, severity, fix} = causeOf(container, snapshot);
	const there = container.ports.filter(({hostPort}) => hostPort !== undefined).map(portText);
	const networks = networksOfNamespace(container, snapshot).map(({network}) => network.name);
	return {
		...(severity && {severity}),
		confidence: 'observed',
		subject: aboutContainer(container),
		message: `${name} asks for ${listed(ports.map(asked))} to be published, and it is not: ${because}.`,
		evidence: [
			api(`${name} HostConfig.PortBindings`, ports.map(asked).join(', ')),
			isListedOnly(container, snapshot)
				? api(`${name} NetworkSettings.Networks`, networks.join(', '), 'a bridge that is not internal')
				: api(`${name} NetworkSettings.Ports`, there.join(', ') || 'none published', ports.map(asked).join(', ')),
		],
		fix,
	};
}

/** As after a reload of the host's firewall. */
export const reload: Fix = {
	title: 'Have Podman write the rules of all networks again',
	commands: ['podman network reload --all'],
	sideEffects: [],
};

type Tcp = Probed<'tcp'>;

const isAtLoopback = ({target, result}: Tcp) => /^(127\.|::1$)/.test(result?.address ?? parseEndpoint(target).host);

/** Tried by the host at itself: other nodes of a swarm are asked for the same number. */
function isAtHost(probe: Tcp, port: PublishedPort, host: string): boolean {
	const {place, result} = probe;
	if (place.kind !== 'host' || place.host !== host || result?.port !== port.hostPort) return false;
	return isWildcard(port) ? isAtLoopback(probe) : result.address === port.hostIp;
}

/** Published ports on which the host itself gets no answer, while the container gives one at its own address. */
function* unanswered(snapshot: Snapshot): Iterable<Found> {
	const sockets = snapshot.probes.find(
		(probe): probe is Probed<'listeners'> => probe.kind === 'listeners' && probe.place.kind === 'host',
	);
	const tcp = snapshot.probes.filter((probe): probe is Tcp => probe.kind === 'tcp');
	for (const each of listening(snapshot)) {
		const {container} = each;
		const {name, host, endpoints} = container;
		const door = doorOf(container, networksOfNamespace(container, snapshot), snapshot)?.endpoint.ipv4;
		const addresses = [door, ...endpoints.flatMap(({ipv4, ipv6}) => [ipv4, ipv6])];
		for (const port of openPublished(each)) {
			const there = listenersOn(port.containerPort, port.protocol, each);
			const before = snapshot.observations.get(keyOf({host, id: host}))?.listeners;
			// Podman holds the port, and what it accepts is taken by nobody.
			const isHeld =
				isPodman(host, snapshot) &&
				sockets?.host === host &&
				before?.result === 'ok' &&
				queuedOn(port.hostPort, sockets.result) > queuedOn(port.hostPort, before);
			const silent = tcp.find(
				probe =>
					isAtHost(probe, port, host) && (isHeld ? ['ok'] : ['refused', 'timeout']).includes(probe.result!.result),
			);
			const answer = tcp.find(
				({host: at, result}) =>
					at === host &&
					result?.result === 'ok' &&
					result.port === port.containerPort &&
					result.address !== undefined &&
					addresses.includes(result.address),
			);
			if (!silent || !answer) continue;
			yield {
				confidence: 'observed',
				subject: aboutContainer(container),
				message: `${name} answers at its own address on ${port.containerPort}, and not at port ${port.hostPort} of the host, on which that is published: the engine’s rules for it${isHeld ? ' are gone, and its conmon, which holds the port, accepts connections that nobody takes' : ', and its proxy, are gone or overruled'}.`,
				evidence: [evidenceOf(silent), evidenceOf(answer), measured(`${name}: listeners`, listenersText(there))],
				fix: isHeld
					? reload
					: {
							title: `Restart ${name}, which sets the port up again; if that does not help, look for rules that come before the engine’s`,
							commands: [`docker restart ${quote(name)}`, 'iptables -t nat -S', 'iptables -S'],
							sideEffects: [`${name} is gone for a moment.`],
						},
			};
		}
	}
}

export const portPublishedNotProgrammed: Rule = {
	id: 'port-published-not-programmed',
	title: 'A published port is not there',
	why: 'The engine says nothing when it cannot publish a port: the container runs, and connections are refused.',
	severity: 'critical',
	*check(snapshot) {
		for (const container of runningContainers(snapshot)) {
			const ports = container.sharesNetworkOf ? [] : missing(container, snapshot);
			if (ports.length > 0) yield notThere(container, ports, snapshot);
		}

		yield* unanswered(snapshot);
	},
};
