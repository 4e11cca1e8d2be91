import {expect, test} from 'vitest';
import type {Client} from '../../../source/engine/docker/client.js';
import {createReader} from '../../../source/engine/docker/read.js';
import {EngineError} from '../../../source/engine/errors.js';

const network = (name: string) => ({Name: name, Id: name, Driver: 'bridge'});

async function networksOf(engine: 'docker' | 'podman', libpod?: readonly unknown[]) {
	const answers: Readonly<Record<string, unknown>> = {
		'/networks': [network('front'), network('bare')],
		'/networks/bare': network('bare'),
		'/containers/json': [],
		'/libpod/networks/json': libpod,
	};
	const client = {
		address: 'unix:///run/engine.sock',
		connection: async () => ({engine}),
		async json({path}: {path: string}) {
			if (answers[path] === undefined) throw new EngineError('invalid', 'given version is not supported');
			return answers[path];
		},
	} as unknown as Client;
	const reader = createReader(client, 'lab');
	const never = new AbortController().signal;
	const found = [...(await reader.objects(never)), await reader.network('bare', never)];
	return found.flatMap(change => {
		const networks = change.type === 'networks' ? change.networks : change.type === 'network' ? [change.network] : [];
		return networks.map(({name, nameless}) => [name, nameless]);
	});
}

test('networks of Podman’s without a name service, which only its own API tells', async () => {
	const told = [
		{id: 'front', dns_enabled: true},
		{id: 'bare', dns_enabled: false},
	];
	const all = (nameless?: boolean) => [
		['front', undefined],
		['bare', nameless],
		['bare', nameless],
	];
	expect(await networksOf('podman', told)).toEqual(all(true));
	expect(await networksOf('podman')).toEqual(all());
	expect(await networksOf('docker', told)).toEqual(all());
});
