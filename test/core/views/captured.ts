import {readdirSync, readFileSync} from 'node:fs';
import type {Container} from '../../../source/core/model/container.js';
import type {Snapshot} from '../../../source/core/model/snapshot.js';
import {normalizeContainer, withDetails} from '../../../source/engine/docker/normalize/container.js';
import {normalizeNetwork} from '../../../source/engine/docker/normalize/network.js';
import {snapshot} from './rows.js';

const folder = new URL('../../fixtures/engine/', import.meta.url);

/** A snapshot as an engine of the lab answered (test/fixtures/engine), details read. */
export function captured(release: '20.10' | '26.1' | '28.5' | 'podman-4.3'): Snapshot {
	const read = (name: string): unknown => JSON.parse(readFileSync(new URL(`${release}/${name}`, folder), 'utf8'));
	const host = {id: 'lab', engine: release.startsWith('podman') ? ('podman' as const) : ('docker' as const)};
	const networks = (read('networks.json') as unknown[]).map(json => normalizeNetwork(json, host)!);
	const context = {
		host: host.id,
		engine: host.engine,
		networkNamed: (name: string) => networks.find(network => network.name === name),
	};
	const details = readdirSync(new URL(`${release}/`, folder))
		.filter(name => name.startsWith('container-'))
		.map(name => read(name) as {readonly Id: string});
	const containers = (read('containers.json') as unknown[]).map((json): Container => {
		const listed = normalizeContainer(json, context)!;
		const own = details.find(({Id}) => Id === listed.id);
		return own ? withDetails(listed, own, context) : listed;
	});
	return snapshot(networks, containers);
}
