import type {Change} from '../../core/model/change.js';
import type {Container, ContainerId} from '../../core/model/container.js';
import type {Host} from '../../core/model/host.js';
import type {Network} from '../../core/model/network.js';
import type {HostId} from '../../core/model/reference.js';
import {EngineError} from '../errors.js';
import type {Client} from './client.js';
import {inParallel} from './in-parallel.js';
import {
	type ContainerContext,
	isListedInPart,
	needsNetworks,
	normalizeContainer,
	withDetails,
} from './normalize/container.js';
import {isHelper} from './normalize/helper-label.js';
import {normalizeHost} from './normalize/host.js';
import {list, record} from './normalize/json.js';
import {normalizeNetwork} from './normalize/network.js';

/** How many requests of one kind are under way at a time: an engine has other work too. */
export const manyAtOnce = 8;
/** Beyond this the list of all containers is cheaper than a question that names them. */
const namedAtMost = 50;

/** Reads one engine's objects into the model. */
export type Reader = {
	readonly everything: (signal: AbortSignal) => Promise<readonly Change[]>;
	/** One `networks` and one `containers` change. */
	readonly objects: (signal: AbortSignal) => Promise<readonly Change[]>;
	readonly network: (id: string, signal: AbortSignal) => Promise<Change>;
	/** With details; those that are gone come as `container-gone`. */
	readonly containers: (ids: readonly ContainerId[], signal: AbortSignal) => Promise<readonly Change[]>;
};

export function createReader(client: Client, host: HostId): Reader {
	async function readHost(signal: AbortSignal): Promise<Host> {
		const {address, engine, engineVersion: version, apiVersion} = await client.connection(signal);
		const info = await client.json({path: '/info'}, signal).catch(unlessRefused);
		return normalizeHost({id: host, address, engine, version, apiVersion}, info);
	}

	async function readNetworks(signal: AbortSignal): Promise<readonly Network[]> {
		const {engine} = await client.connection(signal);
		const [networks, nameless] = await Promise.all([
			readList('/networks', {}, signal),
			engine === 'podman' ? readNameless(signal) : new Set(),
		]);
		return networks.flatMap(json => {
			const network = normalizeNetwork(json, {id: host, engine});
			return network ? {...network, ...(nameless.has(network.id) && {nameless: true as const})} : [];
		});
	}

	/** Networks without a name service: Docker’s API has no word for them. */
	async function readNameless(signal: AbortSignal): Promise<ReadonlySet<unknown>> {
		const networks = await client.json({path: '/libpod/networks/json', libpod: true}, signal).catch(unlessRefused);
		return new Set(
			list(networks)
				.map(record)
				.filter(network => network.dns_enabled === false)
				.map(({id}) => id),
		);
	}

	async function readContainers(networks: readonly Network[], signal: AbortSignal): Promise<readonly Container[]> {
		const context = await contextOf(networks, signal);
		const listed = (await readList('/containers/json', {all: 1}, signal)).filter(json => !isHelper(json));
		if (context.engine === 'docker') return listed.flatMap(json => normalizeContainer(json, context) ?? []);
		const containers = await inParallel(listed, manyAtOnce, async json => {
			const container = normalizeContainer(json, context);
			if (!container || !isListedInPart(json)) return container;
			return readDetails(container, context, signal);
		});
		return containers.filter(container => container !== undefined);
	}

	/** Undefined where it has gone meanwhile. */
	async function readDetails(
		listed: Container,
		context: ContainerContext,
		signal: AbortSignal,
	): Promise<Container | undefined> {
		const json = await client.json({path: `/containers/${listed.id}/json`}, signal).catch(unlessMissing);
		return json === undefined ? undefined : withDetails(listed, json, context);
	}

	async function readNamed(ids: readonly ContainerId[], signal: AbortSignal): Promise<readonly Change[]> {
		if (ids.length === 0) return [];
		const filters = ids.length > namedAtMost ? undefined : JSON.stringify({id: ids});
		const wanted = new Set(ids);
		const listed = (await readList('/containers/json', {all: 1, ...(filters && {filters})}, signal)).filter(
			json => wanted.has(String(record(json).Id)) && !isHelper(json),
		);
		const networks = listed.some(needsNetworks) ? await readNetworks(signal) : [];
		const context = await contextOf(networks, signal);
		const found = await inParallel(listed, manyAtOnce, async json => {
			const container = normalizeContainer(json, context);
			return container && readDetails(container, context, signal);
		});
		const byId = new Map(found.map(container => [container?.id, container]));
		return ids.map(id => {
			const container = byId.get(id);
			return container ? {type: 'container', container} : {type: 'container-gone', host, id};
		});
	}

	async function contextOf(networks: readonly Network[], signal: AbortSignal): Promise<ContainerContext> {
		const {engine} = await client.connection(signal);
		// The first of a name wins, as engines before 23 can have several.
		const byName = new Map(
			networks.toReversed().flatMap(network => [
				[network.id, network],
				[network.name, network],
			]),
		);
		return {
			host,
			engine,
			networkNamed: name =>
				byName.get(name) ?? (engine === 'podman' && name === 'podman' ? byName.get('bridge') : undefined),
		};
	}

	async function readList(
		path: string,
		query: Readonly<Record<string, string | number>>,
		signal: AbortSignal,
	): Promise<readonly unknown[]> {
		const json = await client.json({path, query}, signal);
		if (Array.isArray(json)) return json;
		// Podman writes null for an empty list.
		if (json === null) return [];
		throw new EngineError('engine', `What ${client.address} answers to ${path} is not a list.`);
	}

	async function objects(signal: AbortSignal): Promise<readonly Change[]> {
		const networks = await readNetworks(signal);
		const containers = await readContainers(networks, signal);
		return [
			{type: 'networks', host, networks},
			{type: 'containers', host, containers},
		];
	}

	return {
		objects,
		containers: readNamed,
		async everything(signal) {
			const [found, listed] = await Promise.all([readHost(signal), objects(signal)]);
			return [{type: 'host', host: found}, ...listed];
		},
		async network(id, signal) {
			const {engine} = await client.connection(signal);
			const [json, nameless] = await Promise.all([
				client.json({path: `/networks/${encodeURIComponent(id)}`}, signal).catch(unlessMissing),
				engine === 'podman' ? readNameless(signal) : new Set(),
			]);
			const read = normalizeNetwork(json, {id: host, engine});
			const network = read && {...read, ...(nameless.has(read.id) && {nameless: true as const})};
			return network ? {type: 'network', network} : {type: 'network-gone', host, id};
		},
	};
}

function unlessMissing(error: unknown): undefined {
	if (error instanceof EngineError && error.kind === 'missing') return undefined;
	throw error;
}

/** A proxy in front of the engine may keep it to itself, another Podman not know it; the rest is no worse for it. */
function unlessRefused(error: unknown): undefined {
	if (error instanceof EngineError && ['denied', 'missing', 'engine', 'invalid'].includes(error.kind)) return undefined;
	throw error;
}
