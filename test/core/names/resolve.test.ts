import {describe, expect, test} from 'vitest';
import type {Swarm} from '../../../source/core/model/swarm.js';
import {namesOfNetwork} from '../../../source/core/names/names-of-network.js';
import {
	commonNames,
	effectiveNames,
	hasNameService,
	networksOfNamespace,
	ownerOf,
	type Resolution,
	resolve,
	writtenNames,
} from '../../../source/core/names/resolve.js';
import {containerNamed, networkNamed, placeOn, plainDetails, snapshotOf} from '../../objects.js';

const front = networkNamed('front');
const back = networkNamed('back');
const data = networkNamed('data', {internal: true});
const bridge = networkNamed('bridge', {builtIn: true});
const overlay = networkNamed('mesh', {
	driver: 'overlay',
	details: {
		live: [],
		peers: [],
		known: [{service: '', name: 'far', address: '10.0.0.9'}],
	},
});

const web = containerNamed('web', [placeOn('front', {ipv4: '10.1.0.2'}), placeOn('back', {ipv4: '10.2.0.2'})]);
const db = containerNamed('db', [placeOn('back', {ipv4: '10.2.0.3', aliases: ['Store']})]);
const namesake = containerNamed('other', [placeOn('front', {ipv4: '10.1.0.4', aliases: ['store']})]);
const first = containerNamed('api-1', [placeOn('back', {ipv4: '10.2.0.5', aliases: ['api']})]);
const second = containerNamed('api-2', [placeOn('back', {ipv4: '10.2.0.6', aliases: ['api']})], {state: 'paused'});
const third = containerNamed('api-3', [placeOn('back', {aliases: ['api']})], {state: 'exited'});
const closed = containerNamed('closed', [placeOn('data', {ipv4: '10.3.0.2'})]);
const old = containerNamed('old', [placeOn('bridge', {ipv4: '172.17.0.2'})]);
const neighbour = containerNamed('neighbour', [placeOn('bridge', {ipv4: '172.17.0.3'})]);
const alone = containerNamed('alone', [], {networkMode: 'none'});
const hosted = containerNamed('hosted', [], {networkMode: 'host'});
const sidecar = containerNamed('sidecar', [], {networkMode: 'container:id-of-web', sharesNetworkOf: 'id-of-web'});
const orphan = containerNamed('orphan', [], {networkMode: 'container:gone', sharesNetworkOf: 'gone'});
const written = containerNamed('written', [placeOn('front', {ipv4: '10.1.0.9'})], {
	details: {...plainDetails, extraHosts: ['db:192.0.2.7', 'six:2001:db8::1']},
});
const task = containerNamed('task', [placeOn('mesh', {ipv4: '10.0.0.3'})]);

const swarm: Swarm = {
	services: [
		{
			host: 'lab-a',
			id: 'svc',
			name: 'shop',
			mode: 'replicated',
			endpointMode: 'vip',
			networks: [{networkId: overlay.id, aliases: ['store'], vip: '10.0.0.2'}],
			ports: [],
			labels: {},
		},
	],
	tasks: ['running', 'failed'].map((state, index) => ({
		host: 'lab-a',
		id: `task-${index}`,
		serviceId: 'svc',
		state,
		desiredState: 'running',
		addresses: [{networkId: overlay.id, address: `10.0.0.${index + 7}`}],
	})),
	nodes: [],
};

const snapshot = snapshotOf({
	networks: [front, back, data, bridge, overlay],
	containers: [
		...[web, db, namesake, first, second, third, closed, old, neighbour, alone, hosted, sidecar, orphan, written, task],
	],
	observations: {old: {hosts: '127.0.0.1 localhost\n10.9.9.9 db  # mine\n'}},
	swarm,
});

function told(resolution: Resolution): string {
	if (resolution.by === 'literal' || resolution.by === 'hosts')
		return `${resolution.by} ${resolution.addresses.join(' ')}`;
	if (resolution.by !== 'network') return resolution.by;
	const {network, holders, shadowed} = resolution;
	const others = shadowed.map(other => ` over ${other.network.name}`).join('');
	return `${network.name} ${holders.map(({ipv4}) => ipv4).join(' ')}${others}`;
}

describe('what becomes of a name in a container', () => {
	test.each([
		['an address', web, '10.2.0.3', 'literal 10.2.0.3'],
		['a neighbour', web, 'db', 'back 10.2.0.3'],
		['in capitals, with a dot at the end', web, 'DB.', 'back 10.2.0.3'],
		['a short id', web, 'id-of-db', 'back 10.2.0.3'],
		['itself', db, 'db', 'back 10.2.0.3'],
		[
			'an alias on both networks: that of the first network in the engine’s order',
			web,
			'store',
			'back 10.2.0.3 over front',
		],
		['an alias of two, one of them paused; who does not run is not told', web, 'api', 'back 10.2.0.5 10.2.0.6'],
		['one that does not run', web, 'api-3', 'upstream'],
		['one on another network', old, 'web', 'upstream'],
		['with the network’s name', web, 'store.front', 'front 10.1.0.4'],
		['with the name of a network that it is not on', db, 'other.front', 'upstream'],
		['from the default bridge', old, 'neighbour', 'upstream'],
		['from an internal network, outside', closed, 'example.com', 'nobody'],
		['from an internal network, another container', closed, 'web', 'nobody'],
		['without a network', alone, 'web', 'nobody'],
		['by the network of the host', hosted, 'web', 'upstream'],
		['from a shared namespace', sidecar, 'db', 'back 10.2.0.3'],
		['from the namespace of one that is gone', orphan, 'db', 'nobody'],
		['as --add-host says', written, 'db', 'hosts 192.0.2.7'],
		['as --add-host says, IPv6', written, 'six', 'hosts 2001:db8::1'],
		['as the file says', old, 'db', 'hosts 10.9.9.9'],
		['localhost', web, 'localhost', 'hosts 127.0.0.1 ::1'],
		['a service', task, 'shop', 'mesh 10.0.0.2'],
		['a service’s alias', task, 'store', 'mesh 10.0.0.2'],
		['a service’s tasks: those that run', task, 'tasks.shop', 'mesh 10.0.0.7'],
		['a container of another node', task, 'far', 'mesh 10.0.0.9'],
	] as const)('%s', (_, container, name, expected) => {
		expect(told(resolve(container, name, snapshot))).toBe(expected);
	});
});

test('on a node of a swarm its networks are asked before local ones, whatever their names', () => {
	const networks = [networkNamed('aaa'), networkNamed('zzz', {driver: 'overlay', scope: 'swarm'})];
	const place = (name: string, ipv4: string) => placeOn(name, {ipv4, aliases: ['dup']});
	const asker = containerNamed('asker', [placeOn('aaa', {ipv4: '10.5.0.9'}), placeOn('zzz', {ipv4: '10.6.0.9'})]);
	const containers = [
		asker,
		containerNamed('near', [place('aaa', '10.5.0.2')]),
		containerNamed('far', [place('zzz', '10.6.0.2')]),
	];
	const known = snapshotOf({networks, containers});
	expect(told(resolve(asker, 'dup', known))).toBe('zzz 10.6.0.2 over aaa');
	// Packets still leave by the bridge.
	expect(networksOfNamespace(asker, known).map(({network}) => network.name)).toEqual(['aaa', 'zzz']);
});

test('a link on a network of one’s own is a name for that container alone, before those of its networks', () => {
	const linked = containerNamed('linked', [
		placeOn('front', {ipv4: '10.1.0.8', links: ['other:cache', 'gone:lost']}),
		placeOn('back', {ipv4: '10.2.0.8', links: ['db:store']}),
	]);
	const known = snapshotOf({networks: [front, back], containers: [linked, db, namesake, web]});
	expect(told(resolve(linked, 'Cache', known))).toBe('front 10.1.0.4');
	expect(told(resolve(linked, 'store', known))).toBe('back 10.2.0.3');
	expect(told(resolve(linked, 'lost', known))).toBe('upstream');
	expect(told(resolve(web, 'cache', known))).toBe('upstream');
	expect(effectiveNames(linked, known).filter(({name}) => name === 'cache' || name === 'store')).toHaveLength(2);
});

describe('Podman', () => {
	const wired = ['sensor', 'meter'].map((name, index) =>
		containerNamed(name, [placeOn('wire', {ipv4: `10.4.0.${index + 2}`})]),
	);
	const podman = snapshotOf({
		host: {engine: 'podman'},
		networks: [front, back, data, networkNamed('wire', {driver: 'macvlan'})],
		containers: [web, db, namesake, closed, ...wired],
	});

	test.each([
		['a name on the second network, whichever server is asked', web, 'db', 'back 10.2.0.3'],
		['a name on both networks: both answer at once', web, 'store', 'back 10.2.0.3 10.1.0.4'],
		['itself: its addresses on all networks', web, 'web', 'back 10.2.0.2 10.1.0.2'],
		['in Podman’s own domain', web, 'db.dns.podman', 'back 10.2.0.3'],
		['with the network’s name: unknown', web, 'store.front', 'upstream'],
		['on a macvlan, which it gives no names', wired[0]!, 'meter', 'upstream'],
		['on another network', db, 'other', 'upstream'],
		['from an internal network, outside: asked of others all the same', closed, 'example.com', 'upstream'],
	] as const)('%s', (_, container, name, expected) => {
		expect(told(resolve(container, name, podman))).toBe(expected);
	});
});

test('whose namespace it is', () => {
	expect(ownerOf(sidecar, snapshot)).toBe(web);
	expect(ownerOf(web, snapshot)).toBe(web);
	expect(ownerOf(orphan, snapshot)).toBeUndefined();
	const [one, other] = ['one', 'other'].map(name =>
		containerNamed(name, [], {sharesNetworkOf: `id-of-${name === 'one' ? 'other' : 'one'}`}),
	);
	expect(() => ownerOf(one!, snapshotOf({containers: [one!, other!]}))).not.toThrow();
});

test('its networks come in the engine’s order', () => {
	const names = (of: typeof web) => networksOfNamespace(of, snapshot).map(({network}) => network.name);
	expect(names(web)).toEqual(['back', 'front']);
	expect(names(sidecar)).toEqual(['back', 'front']);
	expect(names(hosted)).toEqual([]);
});

test('the engine’s own bridge has no names, nor have host and none', () => {
	const all = [front, bridge, networkNamed('podman', {builtIn: true}), networkNamed('none', {driver: 'null'})];
	expect(all.map(hasNameService)).toEqual([true, false, false, false]);
});

test('names of a network: of those that are up', () => {
	const names = namesOfNetwork(back, snapshot);
	expect([...names.keys()].toSorted()).toEqual(
		['api', 'api-1', 'api-2', 'db', 'id-of-api-1', 'id-of-api-2', 'id-of-db', 'id-of-web', 'store', 'web'].toSorted(),
	);
});

test('every name that resolves from there, in order, with what it shadows', () => {
	const found = effectiveNames(web, snapshot);
	const store = found.find(({name}) => name === 'store')!;
	expect([store.network.name, ...store.shadowed.map(({network}) => network.name)]).toEqual(['back', 'front']);
	expect(found.find(({name}) => name === 'api')!.holders.map(({name}) => name)).toEqual(['api-1', 'api-2']);
	expect(effectiveNames(old, snapshot)).toEqual([]);
});

test('common names are those of the effective ones that another network knows too', () => {
	const shadowed = effectiveNames(web, snapshot).filter(name => name.shadowed.length > 0);
	const found = commonNames([back, front], snapshot);
	expect(found.length).toBeGreaterThan(1);
	expect(new Set(found)).toEqual(new Set(shadowed));
	expect(commonNames([front], snapshot)).toEqual([]);
});

test('a link is a name that its container alone knows, before those of the networks', () => {
	const links = ['db:database', 'first-one:db', 'gone:nobody'];
	const legacy = containerNamed('legacy', [placeOn('back', {ipv4: '10.2.0.8', links})]);
	const other = containerNamed('first-one', [placeOn('back', {ipv4: '10.2.0.9'})]);
	const linked = snapshotOf({networks: [back], containers: [db, other, legacy]});
	const of = (name: string, from = legacy) => told(resolve(from, name, linked));
	expect([of('database'), of('DB'), of('nobody')]).toEqual(['back 10.2.0.3', 'back 10.2.0.9', 'upstream']);
	expect([of('database', other), of('db', other)]).toEqual(['upstream', 'back 10.2.0.3']);
	const names = effectiveNames(legacy, linked).map(({name, holders}) => `${name} ${holders[0]?.ipv4}`);
	expect(names.slice(0, 2)).toEqual(['database 10.2.0.3', 'db 10.2.0.9']);
	expect(names.filter(name => name.startsWith('db '))).toHaveLength(1);
});

test('host-gateway is the host’s address on the default bridge', () => {
	const asker = containerNamed('asker', [placeOn('front', {ipv4: '10.1.0.9'})], {
		details: {...plainDetails, extraHosts: ['host.docker.internal:host-gateway']},
	});
	const built = networkNamed('bridge', {builtIn: true, subnets: [{cidr: '172.17.0.0/16', auxiliary: {}}]});
	const found = resolve(asker, 'host.docker.internal', snapshotOf({networks: [front, built], containers: [asker]}));
	expect(told(found)).toBe('hosts 172.17.0.1');
});

test('names that the user had written into /etc/hosts', () => {
	expect(writtenNames(written, snapshot)).toEqual([
		{name: 'db', addresses: ['192.0.2.7']},
		{name: 'six', addresses: ['2001:db8::1']},
	]);
	expect(writtenNames(web, snapshot)).toEqual([]);
	expect(writtenNames(orphan, snapshot)).toEqual([]);
});

describe('services that no manager tells of, as on a worker', () => {
	const known = (service: string, last: number, vip?: string) => ({
		...{service, name: `${service}.${last}`, address: `10.0.0.${last}`, hostAddress: '192.0.2.2'},
		...(vip && {vip}),
	});
	const gossip = networkNamed('mesh', {
		driver: 'overlay',
		details: {live: [], peers: [], known: [known('shop', 11, '10.0.0.2'), known('db', 21), known('db', 22)]},
	});
	const worker = snapshotOf({networks: [gossip], containers: [task]});
	const addresses = (name: string) =>
		namesOfNetwork(gossip, worker)
			.get(name)
			?.map(({ipv4}) => ipv4);

	test('are known by the gossip of their overlay: by the virtual IP, or by their tasks', () => {
		expect(addresses('shop')).toEqual(['10.0.0.2']);
		expect(addresses('tasks.shop')).toEqual(['10.0.0.11']);
		expect(addresses('db')).toEqual(['10.0.0.21', '10.0.0.22']);
		expect(addresses('shop.11')).toEqual(['10.0.0.11']);
	});

	test('a manager knows better', () => {
		const manager = snapshotOf({
			networks: [gossip],
			swarm: {services: [{...swarm.services[0]!, networks: []}], tasks: [], nodes: []},
		});
		expect(namesOfNetwork(gossip, manager).get('shop')).toBeUndefined();
		expect(namesOfNetwork(gossip, manager).has('db')).toBe(true);
	});
});
