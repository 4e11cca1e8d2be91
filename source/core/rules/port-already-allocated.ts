import type {Container, Port} from '../model/container.js';
import type {Fix, Subject} from '../model/finding.js';
import type {Snapshot} from '../model/snapshot.js';
import type {Service} from '../model/swarm.js';
import {containersOf} from '../plan/of-host.js';
import {quote} from '../plan/quote.js';
import {type FailedStart, failedStarts} from './failed-starts.js';
import {isPodman, listed, runningContainers} from './members.js';
import type {Found, Rule} from './rule.js';
import {aboutContainer, api} from './subjects.js';

type Wanted = {readonly address: string; readonly port: number; readonly protocol: string | undefined};

/**
 * The host port of the engine’s text: `Bind for 0.0.0.0:80 failed` (`:::80` of 28), `failed to bind host port 0.0.0.0:80/tcp`, `failed to
 * bind host port for 0.0.0.0:80:172.17.0.2:80/tcp`, `failed to bind port 0.0.0.0:80/tcp`, `listen tcp4 0.0.0.0:80: bind` (`:80` of Podman),
 * `exposing port TCP 0.0.0.0:80 ->`.
 */
function wantedBy({error, container}: FailedStart): Wanted | undefined {
	const text =
		/(?:bind for|bind host port(?: for)?|bind port|exposing port \w+|listen (?:tcp|udp|sctp)[46]?) (?<address>\[[^\]]*\]|[\da-f:]+(?=:\d+ failed)|::|[^\s:[\]]*):(?<port>\d+)(?=[:/ ])/i.exec(
			error,
		)?.groups;
	if (!text) return undefined;
	const port = Number(text.port);
	const asked = container?.details?.requestedPorts.find(({hostPort}) => hostPort === port)?.protocol;
	const protocol = /\/(tcp|udp|sctp)|(?:listen|exposing port) (tcp|udp|sctp)/i.exec(error);
	return {
		address: text.address?.replace(/^\[|\]$/g, '') ?? '',
		port,
		protocol: (protocol?.[1] ?? protocol?.[2])?.toLowerCase() ?? asked,
	};
}

const wildcards = ['', '0.0.0.0', '::'];

function isSame({hostIp = '', hostPort, protocol}: Port, wanted: Wanted): boolean {
	return (
		hostPort === wanted.port &&
		(wanted.protocol ?? protocol) === protocol &&
		(hostIp === wanted.address || wildcards.includes(hostIp) || wildcards.includes(wanted.address))
	);
}

const wantedText = ({address, port}: Wanted) =>
	`${address.includes(':') ? `[${address}]` : address || '0.0.0.0'}:${port}`;

/** Podman does not keep why a container did not start: one that never ran, and asks for a port that another has, cannot. */
function* cannotStart(snapshot: Snapshot): Iterable<Found> {
	for (const container of snapshot.containers.values()) {
		const {name, host, state, details} = container;
		if (state !== 'created' || !isPodman(host, snapshot)) continue;
		const subject = aboutContainer(container);
		for (const {hostIp = '', hostPort, protocol} of details?.requestedPorts ?? []) {
			if (hostPort === undefined) continue;
			const wanted = {address: hostIp, port: hostPort, protocol};
			const holder = holderOf(wanted, {subject}, snapshot);
			if (!holder) continue;
			yield {
				severity: 'medium',
				confidence: 'predicted',
				subject,
				message: `${name} was made, does not run, and cannot start: port ${hostPort} of the host, which it asks for, is held by ${holder.name}.`,
				evidence: [
					api(`${name} HostConfig.PortBindings`, wantedText(wanted), 'a port that is free'),
					api(`${holder.name} ${holder.field}`, wantedText(wanted)),
				],
				fix: fixOf(subject, wanted, holder),
			};
			break;
		}
	}
}

type Holder = {
	readonly name: string;
	readonly field: string;
	readonly container?: Container;
	readonly service?: Service;
};

/** Their processes are not there, or stand still: ports of both are kept. */
const holding: readonly Container['state'][] = ['running', 'paused'];

function holderOf(wanted: Wanted, {subject}: Pick<FailedStart, 'subject'>, snapshot: Snapshot): Holder | undefined {
	const {host, id} = subject;
	const container = containersOf(snapshot, host).find(
		each => each.id !== id && holding.includes(each.state) && each.ports.some(port => isSame(port, wanted)),
	);
	if (container) return {name: container.name, field: 'NetworkSettings.Ports', container};
	// In mode host a port is its task's, on the node where that runs.
	const service = snapshot.swarms
		.get(host)
		?.services.find(each =>
			each.ports.some(
				({publishedPort, protocol, mode}) =>
					mode === 'ingress' && publishedPort === wanted.port && (wanted.protocol ?? protocol) === protocol,
			),
		);
	return service && {name: service.name, field: 'Endpoint.Ports', service};
}

/** Who it may be, where no published port is in the way. */
function unknownHolder({subject, error}: FailedStart, snapshot: Snapshot): string {
	if (!/in use/i.test(error)) return 'by nobody who runs now';
	const inHostMode = runningContainers(snapshot).filter(
		({host, networkMode}) => host === subject.host && networkMode === 'host',
	);
	return inHostMode.length === 0
		? 'by a process of the host that is no container'
		: `by a process of the host, or of a container in network mode host (${listed(inHostMode.map(({name}) => name))})`;
}

function fixOf({name, kind}: Subject, wanted: Wanted | undefined, holder: Holder | undefined): Fix {
	// The swarm itself tries again, as long as it may.
	const start = kind === 'service' ? `docker service update --force ${quote(name)}` : `docker start ${quote(name)}`;
	if (holder?.container)
		return {
			title: `Stop ${holder.name} and start ${name}, or publish ${name} on another port`,
			commands: [`docker stop ${quote(holder.name)}`, start],
			sideEffects: [`${holder.name} no longer serves.`],
		};
	if (holder?.service && wanted) {
		const port = holder.service.ports.find(({publishedPort}) => publishedPort === wanted.port);
		return {
			title: `Publish the service ${holder.name} on another port of all nodes and start ${name}, or publish ${name} on another port`,
			commands: [
				`docker service update --publish-rm ${port?.targetPort} --publish-add OTHER:${port?.targetPort} ${quote(holder.name)}`,
				start,
			],
			sideEffects: [`The tasks of ${holder.name} are replaced, and it no longer answers on ${wanted.port}.`],
		};
	}

	return {
		title: 'Find the process on the engine’s host that has the port',
		commands: wanted ? [`ss -lnp 'sport = :${wanted.port}'`, start] : ['ss -lnp'],
		sideEffects: [],
	};
}

function found(failed: FailedStart, snapshot: Snapshot): Found {
	const {subject, at, error} = failed;
	const {name} = subject;
	const wanted = wantedBy(failed);
	const holder = wanted && holderOf(wanted, failed, snapshot);
	const which = wanted ? `port ${wanted.port} of the host` : 'a port of the host';
	return {
		confidence: 'observed',
		subject,
		message: `${name} could not start: ${which} is taken, held ${holder ? `by ${holder.name}` : unknownHolder(failed, snapshot)}.`,
		evidence: [
			api(at, error),
			...(wanted && holder ? [api(`${holder.name} ${holder.field}`, `${wanted.address}:${wanted.port}`)] : []),
		],
		fix: fixOf(subject, wanted, holder),
	};
}

export const portAlreadyAllocated: Rule = {
	id: 'port-already-allocated',
	title: 'A host port is already taken',
	why: 'A port of the host can be published once: whoever comes second does not start.',
	severity: 'critical',
	*check(snapshot) {
		for (const failed of failedStarts(portAlreadyAllocated.id, snapshot)) yield found(failed, snapshot);
		yield* cannotStart(snapshot);
	},
};
