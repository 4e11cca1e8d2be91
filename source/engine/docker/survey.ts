import type {Change} from '../../core/model/change.js';
import type {Host} from '../../core/model/host.js';
import type {Network} from '../../core/model/network.js';
import type {HostId} from '../../core/model/reference.js';
import {EngineError} from '../errors.js';
import type {Client} from './client.js';
import {inParallel} from './in-parallel.js';
import {networkDetails} from './normalize/network-details.js';
import {pluginsOf} from './normalize/plugins.js';
import {normalizeNode, normalizeService, normalizeTask} from './normalize/swarm.js';
import {manyAtOnce, type Reader} from './read.js';

/** The list, and with it everything in detail that a diagnosis looks at: containers, networks, plugins, and the swarm from its manager. */
export async function survey(
	client: Client,
	reader: Reader,
	host: HostId,
	signal: AbortSignal,
): Promise<readonly Change[]> {
	const listed = await reader.everything(signal);
	const containers = listed.flatMap(change => (change.type === 'containers' ? change.containers : []));
	const networks = listed.flatMap(change => (change.type === 'networks' ? change.networks : []));
	const found = listed.find(change => change.type === 'host')?.host;
	const read = (path: string) => client.json({path}, signal).catch(unlessRefused);
	const [details, detailed, plugins, swarm] = await Promise.all([
		reader.containers(
			containers.map(({id}) => id),
			signal,
		),
		inParallel(networks, manyAtOnce, async network => {
			const path = `/networks/${encodeURIComponent(network.id)}${network.scope === 'swarm' ? '?verbose=true' : ''}`;
			const json = await read(path);
			return json === undefined ? network : ({...network, details: networkDetails(json)} satisfies Network);
		}),
		read('/plugins'),
		found?.swarm.manager ? readSwarm(read, host) : undefined,
	]);
	const withPlugins: Host | undefined =
		found?.details && plugins !== undefined
			? {...found, details: {...found.details, plugins: pluginsOf(plugins)}}
			: undefined;
	return [
		...listed.filter(({type}) => type !== 'networks' && !(withPlugins && type === 'host')),
		...(withPlugins ? [{type: 'host', host: withPlugins} as const] : []),
		{type: 'networks', host, networks: detailed},
		...details,
		...(swarm ? [swarm] : []),
	];
}

async function readSwarm(read: (path: string) => Promise<unknown>, host: HostId): Promise<Change> {
	const [services, tasks, nodes] = (await Promise.all(['/services', '/tasks', '/nodes'].map(read))).map(json =>
		Array.isArray(json) ? (json as readonly unknown[]) : [],
	);
	return {
		type: 'swarm',
		host,
		swarm: {
			services: services!.flatMap(json => normalizeService(json, host) ?? []),
			tasks: tasks!.flatMap(json => normalizeTask(json, host) ?? []),
			nodes: nodes!.flatMap(json => normalizeNode(json, host) ?? []),
		},
	};
}

/** A proxy in front of the engine may keep some of it to itself, Podman has no plugins, and what was listed may be gone: the rest counts. */
function unlessRefused(error: unknown): undefined {
	if (error instanceof EngineError && ['denied', 'missing', 'engine', 'unsupported', 'conflict'].includes(error.kind))
		return undefined;
	throw error;
}
