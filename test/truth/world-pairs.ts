import {execFile} from 'node:child_process';
import {promisify} from 'node:util';
import {runProbe} from '../../source/actions/run-probe.js';
import {type Asker, askerOf} from '../../source/actions/vantages.js';
import {withPort} from '../../source/core/explain/target.js';
import type {Container} from '../../source/core/model/container.js';
import type {HostId} from '../../source/core/model/reference.js';
import type {Snapshot} from '../../source/core/model/snapshot.js';
import type {Engine} from '../../source/engine/engine.js';
import {ports, type World, type WorldContainer, type WorldPlace} from './random-world.js';

/** One asks another. Without a port: by ping. */
export type Pair = {
	readonly asker: Asker;
	readonly target: string;
	readonly port?: number;
	readonly protocol: 'tcp' | 'udp';
};

export type Measured = {readonly isAnswered: boolean; readonly message: string};

/** A web server of the lab, beyond its hosts. */
const outside = '198.51.100.10';

export const told = ({asker, target, port, protocol}: Pair) =>
	`${asker.name} → ${withPort(target, port)}${protocol === 'udp' ? '/udp' : ''}`;

type Situation = {
	readonly world: World;
	readonly snapshot: Snapshot;
	readonly host: HostId;
	/** The address of the engine's host on the lab's LAN. */
	readonly lan: string;
	/** Its address on the default bridge. */
	readonly bridge: string;
};

/** Who has the name: the container itself, or the one whose network it uses. */
const isOrShares = (asker: WorldContainer, {name}: WorldContainer) =>
	asker.name === name || asker.places[0]?.network === `container:${name}`;

/** Whether it is a network with a name service. */
const isNamed = ({network}: WorldPlace) => !/^(bridge|host|none|container:.*)$/.test(network);

/** Each asker's pairs by what is asked: names and addresses, TCP, UDP and published ports. */
export function pairsOf({world, snapshot, host, lan, bridge}: Situation): Readonly<Record<string, readonly Pair[]>> {
	const known = new Map([...snapshot.containers.values()].map(container => [container.name, container]));
	const all = world.containers.flatMap(plan => {
		const container = known.get(plan.name);
		return container ? [{plan, container}] : [];
	});
	// Nothing in a distroless container asks, a stopped or paused one neither.
	const askers = all.filter(({plan}) => !plan.becomes && plan.image !== 'lab/distroless');
	const hostItself = {place: {kind: 'host', host}, name: 'host'} as const;
	const lanItself = {place: {kind: 'outside', host}, name: 'outside'} as const;
	const firsts = world.networks.flatMap(({ipv4, ipv6}) => [ipv4 ?? [], ipv6 ?? []].flat().map(start => `${start}1`));
	const hosts = [bridge, lan, ...firsts];
	const addressesOf = ({endpoints}: Container) =>
		endpoints.flatMap(({ipv4, ipv6}) => [ipv4, ipv6]).filter(Boolean) as string[];
	const aliasesFor = (asker: WorldContainer) => {
		const onNames = all.filter(({plan}) => plan.places.some(isNamed));
		const given = [...new Set(onNames.flatMap(({plan}) => plan.aliases))];
		// Its own alias leads an asker to itself, or not, by chance.
		return given.filter(alias => !onNames.some(({plan}) => plan.aliases.includes(alias) && isOrShares(asker, plan)));
	};
	const namesOf = ({name, places}: WorldContainer) => [
		name,
		...places.filter(isNamed).map(({network}) => `${name}.${network}`),
	];
	const ask = (asker: Asker, target: string, port?: number, protocol: Pair['protocol'] = 'tcp'): Pair => ({
		asker,
		target,
		...(port !== undefined && {port}),
		protocol,
	});

	// The kernel answers pings for a paused container.
	const pinged = (own?: WorldContainer) =>
		all
			.filter(({plan}) => plan !== own && plan.becomes !== 'paused')
			.flatMap(({plan, container}) => [...(own ? namesOf(plan) : []), ...addressesOf(container)]);
	const pings = [
		...askers.flatMap(({plan, container}) =>
			[...pinged(plan), ...hosts, outside, ...aliasesFor(plan)].map(target => ask(askerOf(container), target)),
		),
		...[...pinged(), lan, outside].map(target => ask(hostItself, target)),
	];
	const served = (asker: Asker, protocol: Pair['protocol'], own?: WorldContainer) =>
		all
			.filter(({plan}) => plan !== own && (protocol === 'tcp' || plan.command.includes('udp')))
			.flatMap(({plan, container}) => [...(own ? [plan.name] : []), ...addressesOf(container)])
			.map(target => ask(asker, target, ports[protocol], protocol));
	// UDP is asked with bash.
	const talkers = askers.filter(({plan}) => plan.image === 'lab/noping');
	const published = all
		.filter(({plan}) => plan.becomes !== 'stopped')
		.flatMap(({container}) => container.ports)
		.flatMap(({hostPort, protocol}) =>
			hostPort === undefined ? [] : [{port: hostPort, protocol: protocol as 'tcp' | 'udp'}],
		);
	const distinct = published.filter((one, index) => published.findIndex(({port}) => port === one.port) === index);
	const atHost = distinct.flatMap(({port, protocol}) => [
		...(protocol === 'tcp' ? ['127.0.0.1', lan].map(target => ask(hostItself, target, port)) : []),
		...(protocol === 'tcp' ? [ask(lanItself, lan, port)] : []),
		...(protocol === 'tcp' ? askers : talkers).flatMap(({container}) =>
			hosts.map(target => ask(askerOf(container), target, port, protocol)),
		),
	]);
	return {
		pings,
		tcp: [
			...askers.flatMap(({plan, container}) => served(askerOf(container), 'tcp', plan)),
			...served(hostItself, 'tcp'),
		],
		udp: talkers.flatMap(({plan, container}) => served(askerOf(container), 'udp', plan)),
		published: atHost,
	};
}

const never = new AbortController().signal;

/** The machine that docknet runs on has no way to the lab's LAN: another one there asks. */
async function fromLan({target, port}: Pair): Promise<Measured> {
	const curl = [
		'curl',
		'--silent',
		'--show-error',
		'--output',
		'/dev/null',
		'--max-time',
		'2',
		`http://${withPort(target, port)}/`,
	];
	const exec = `${import.meta.dirname}/../lab/exec`;
	return promisify(execFile)(exec, ['net', ...curl]).then(
		() => ({isAnswered: true, message: 'curl got an answer'}),
		({stderr}: {stderr: string}) => ({isAnswered: false, message: stderr.trim()}),
	);
}

/** Over TCP it is an answer that counts: the kernel accepts for a paused container, and the host's proxy for whatever is behind it. */
export async function measure(pair: Pair, engine: Engine): Promise<Measured> {
	const {asker, target, port, protocol} = pair;
	if (asker.place.kind === 'outside') return fromLan(pair);
	const run = {engine, asker, image: 'lab/busybox', signal: never, now: Date.now};
	const at = withPort(target, port);
	const {result} = await (port === undefined
		? runProbe('ping', {target, count: 1}, run)
		: protocol === 'udp'
			? runProbe('udp', {target: at, timeoutSeconds: 1}, run)
			: runProbe('http', {target: `http://${at}/`, timeoutSeconds: 2}, run));
	return {isAnswered: result?.result === 'ok', message: `${result?.result}: ${result?.message}`};
}
