import {execFile} from 'node:child_process';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {readPicture} from '../../source/commands/picture.js';
import {sectionsText} from '../../source/commands/text-table.js';
import type {Snapshot} from '../../source/core/model/snapshot.js';
import {containersView} from '../../source/core/views/containers.js';
import {networksView} from '../../source/core/views/networks.js';
import {createDockerEngine} from '../../source/engine/docker/engine.js';
import {docknet} from '../cli/docknet.js';
import {onEngines, standalone} from '../lab-engines.js';
import {type DockerTruth, expectedContainer, expectedNetwork, readDocker, toldByNetwork} from './docker-truth.js';

// Compared field by field, on every engine: what `docker inspect` and `docker network inspect` tell of a scenario's objects with
// (1) `docknet ls --json`, every field that docker-truth.ts expects; (2) the inspector's text, every name, address and port.

const scenario = fileURLToPath(new URL('../lab/scenario', import.meta.url));
const script = (...argv: string[]) => promisify(execFile)(scenario, argv);

const scenarios = ['healthy-app', 'published-port', 'stopped-with-endpoint', 'shared-netns', 'default-bridge-no-dns'];

type Shown = Readonly<Record<string, unknown>>;
type Items = readonly Shown[];

/** Docker has ports by their key and endpoints by id, docknet has them as people read them. */
const orders: Readonly<Record<string, (item: Shown) => unknown>> = {
	endpoints: ({containerId}) => containerId,
	networks: ({name}) => name,
	ports: JSON.stringify,
};

function inOrder(object: Shown): Shown {
	const entries = Object.entries(object).map(([field, value]) => {
		const key = orders[field];
		if (!key) return [field, value];
		return [field, (value as Items).toSorted((one, other) => (String(key(one)) < String(key(other)) ? -1 : 1))];
	});
	return Object.fromEntries(entries);
}

/** The inspector's texts, by the object's id. */
function describeAll(snapshot: Snapshot): ReadonlyMap<string, string> {
	const paper = {columns: undefined, ascii: false};
	return new Map([
		...networksView
			.rows(snapshot)
			.map(row => [row.network.id, sectionsText(networksView.describe(row, snapshot), paper)] as const),
		...containersView
			.rows(snapshot)
			.map(row => [row.container.id, sectionsText(containersView.describe(row, snapshot), paper)] as const),
	]);
}

/** Every text and number in there, but for what the inspector says in words of its own. */
function leaves(value: unknown): readonly string[] {
	if (typeof value === 'string' || typeof value === 'number') return value === '' ? [] : [String(value)];
	return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : [];
}

async function list(noun: string, socket: string): Promise<Items> {
	const {code, stdout, stderr} = await docknet(['ls', noun, '--json'], socket);
	expect({code, stderr}).toEqual({code: 0, stderr: ''});
	return JSON.parse(stdout);
}

onEngines(standalone, ({name: host, socket, engine: kind}) => {
	let networks: Items;
	let containers: Items;
	let texts: ReadonlyMap<string, string>;

	beforeAll(async () => {
		for (const name of scenarios) await script(name, '--on', host);

		const engine = createDockerEngine({host: `unix://${socket}`, environment: {}, homeFolder: '/nonexistent'});
		const signal = AbortSignal.timeout(20_000);
		texts = describeAll(await readPicture({engine, signal}));
		await engine.close();
		networks = await list('networks', socket);
		containers = await list('containers', socket);
	});

	afterAll(async () => {
		for (const name of scenarios) await script(name, '--on', host, '--clean');
	});

	describe.each(scenarios)('%s', name => {
		let truth: DockerTruth;
		beforeAll(async () => {
			truth = await readDocker(`lab.scenario=${name}`, {socket, engine: kind});
			expect(truth.containers.length).toBeGreaterThan(0);
			expect(truth.networks.length).toBeGreaterThan(0);
		});

		test('every container is in ls --json, field by field', () => {
			for (const json of truth.containers) {
				const shown = containers.find(({id}) => id === json.Id) ?? {};
				expect(inOrder(shown)).toMatchObject(inOrder(expectedContainer(json, truth)));
			}
		});

		test('every network with its endpoints is in ls --json, field by field', () => {
			const ids = new Set<unknown>(truth.containers.map(({Id}) => Id));
			for (const json of truth.networks) {
				const {endpoints = [], ...shown} = networks.find(({id}) => id === json.Id) ?? {};
				const own = (endpoints as Items).filter(({containerId}) => ids.has(containerId));
				expect(inOrder({...shown, endpoints: own})).toMatchObject(inOrder(expectedNetwork(json, truth)));
				const told = toldByNetwork(json, truth);
				const running = own.filter(({state}) => state === 'running');
				expect(inOrder({endpoints: running})).toMatchObject(inOrder({endpoints: told}));
			}
		});

		test('the inspector shows each name, address, alias and port', () => {
			for (const json of truth.networks) {
				const {id, name: own, driver, subnets, options, labels, endpoints} = expectedNetwork(json, truth);
				const shown = (endpoints as Items).map(({container, ipv4, ipv6, mac, aliases}) => [
					container,
					ipv4,
					ipv6,
					mac,
					aliases,
				]);
				for (const leaf of leaves([id, own, driver, subnets, options, labels, shown])) {
					expect(texts.get(json.Id)).toContain(leaf);
				}
			}

			for (const json of truth.containers) {
				const {
					state: _,
					health: __,
					exitCode,
					sharesNetworkOf,
					networks: own,
					...rest
				} = expectedContainer(json, truth);
				const shown = (own as Items).map(({id: ___, ...endpoint}) => endpoint);
				for (const leaf of leaves([rest, shown])) expect(texts.get(json.Id)).toContain(leaf);
			}
		});
	});
});
