import type {Container, Port} from '../model/container.js';
import type {Snapshot} from '../model/snapshot.js';
import {containersOf} from '../plan/of-host.js';
import {quote} from '../plan/quote.js';
import {type FailedStart, failedStarts} from './failed-starts.js';
import type {Found, Rule} from './rule.js';
import {api} from './subjects.js';

type Wanted = {readonly address: string; readonly port: number; readonly protocol: string | undefined};

/**
 * The host port of the engine’s text: `Bind for 0.0.0.0:80 failed` (`:::80` of 28), `failed to bind host port 0.0.0.0:80/tcp`, `failed to
 * bind host port for 0.0.0.0:80:172.17.0.2:80/tcp`, `failed to bind port 0.0.0.0:80/tcp`, `listen tcp4 0.0.0.0:80: bind`.
 */
function wantedBy({error, container}: FailedStart): Wanted | undefined {
	const text =
		/(?:bind for|bind host port(?: for)?|bind port|listen (?:tcp|udp)[46]?) (?<address>\[[^\]]*\]|::|[^\s:[\]]+):(?<port>\d+)(?=[:/ ])/i.exec(
			error,
		)?.groups;
	if (!text) return undefined;
	const port = Number(text.port);
	const asked = container?.details?.requestedPorts.find(({hostPort}) => hostPort === port)?.protocol;
	const protocol = /\/(tcp|udp|sctp)|listen (tcp|udp)/i.exec(error);
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

type Holder = {readonly name: string; readonly field: string; readonly container?: Container};

function holderOf(wanted: Wanted, {subject}: FailedStart, snapshot: Snapshot): Holder | undefined {
	const {host, id} = subject;
	const container = containersOf(snapshot, host).find(
		each => each.id !== id && each.state === 'running' && each.ports.some(port => isSame(port, wanted)),
	);
	if (container) return {name: container.name, field: 'NetworkSettings.Ports', container};
	const service = snapshot.swarms
		.get(host)
		?.services.find(each => each.ports.some(({publishedPort}) => publishedPort === wanted.port));
	return service && {name: service.name, field: 'Endpoint.Ports'};
}

function found(failed: FailedStart, snapshot: Snapshot): Found {
	const {subject, at, error} = failed;
	const {name} = subject;
	const wanted = wantedBy(failed);
	const holder = wanted && holderOf(wanted, failed, snapshot);
	const isProcess = /address already in use/i.test(error);
	const nobody = isProcess ? 'a process of the host that is no container' : 'nobody who runs now';
	const which = wanted ? `port ${wanted.port} of the host` : 'a port of the host';
	return {
		confidence: 'observed',
		subject,
		message: `${name} could not start: ${which} is taken, held by ${holder?.name ?? nobody}.`,
		evidence: [
			api(at, error),
			...(wanted && holder ? [api(`${holder.name} ${holder.field}`, `${wanted.address}:${wanted.port}`)] : []),
		],
		fix: holder?.container
			? {
					title: `Stop ${holder.name} and start ${name}, or publish ${name} on another port`,
					commands: [`docker stop ${quote(holder.name)}`, `docker start ${quote(name)}`],
					sideEffects: [`${holder.name} no longer serves.`],
				}
			: {
					title: 'Find the process on the engine’s host that has the port',
					commands: wanted ? [`ss -lnp 'sport = :${wanted.port}'`, `docker start ${quote(name)}`] : [],
					sideEffects: [],
				},
	};
}

export const portAlreadyAllocated: Rule = {
	id: 'port-already-allocated',
	title: 'A host port is already taken',
	why: 'A port of the host can be published once: whoever comes second does not start.',
	severity: 'critical',
	*check(snapshot) {
		for (const failed of failedStarts(portAlreadyAllocated.id, snapshot)) yield found(failed, snapshot);
	},
};
