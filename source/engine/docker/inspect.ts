import type {Reference} from '../../core/model/reference.js';
import {versionAtLeast} from '../../core/plan/gates.js';
import type {Client} from './client.js';
import type {Call} from './dial.js';
import {type Json, list, record, texts} from './normalize/json.js';

/** The engine's own JSON of one object, without what may hold secrets. */
export async function inspect(client: Client, reference: Reference, signal: AbortSignal): Promise<unknown> {
	if (reference.kind === 'host') return withoutPasswords(record(await client.json({path: '/info'}, signal)));
	const id = encodeURIComponent(reference.id);
	if (reference.kind === 'container') {
		return withoutSecrets(record(await client.json({path: `/containers/${id}/json`}, signal)));
	}

	const {apiVersion} = await client.connection(signal);
	// Services and tasks on a swarm's networks.
	const query: Call['query'] = versionAtLeast(apiVersion, '1.28') ? {verbose: true} : {};
	return client.json({path: `/networks/${id}`, query}, signal);
}

/** Names of images that have one, sorted. */
export async function images(client: Client, signal: AbortSignal): Promise<readonly string[]> {
	const names = list(await client.json({path: '/images/json'}, signal)).flatMap(image => texts(record(image).RepoTags));
	return [...new Set(names)].filter(name => !name.includes('<none>')).sort();
}

/** Environment variables, and the options of the log driver (tokens of log services), by their number only. */
function withoutSecrets(container: Json): Json {
	const {Config, HostConfig} = container;
	const {LogConfig} = record(HostConfig);
	return {
		...container,
		Config: {...record(Config), Env: `${list(record(Config).Env).length} variables, not shown`},
		HostConfig: {
			...record(HostConfig),
			LogConfig: {
				...record(LogConfig),
				Config: `${Object.keys(record(record(LogConfig).Config)).length} options, not shown`,
			},
		},
	};
}

/** Addresses of proxies can carry a login. */
function withoutPasswords(info: Json): Json {
	const shown = Object.entries(info).map(([key, value]) =>
		/^Https?Proxy$/.test(key) && typeof value === 'string' ? [key, value.replace(/\/\/[^/]*@/, '//…@')] : [key, value],
	);
	return Object.fromEntries(shown);
}
