import {expect, test} from 'vitest';
import type {Container, WantedHost} from '../../../source/core/model/container.js';
import {dnsNoSharedNetwork} from '../../../source/core/rules/dns-no-shared-network.js';
import {containerNamed, networkNamed, placeOn, plainDetails, snapshotOf} from '../../objects.js';
import {lookUp} from './measured.js';

const networks = [networkNamed('front'), networkNamed('back'), networkNamed('bridge', {builtIn: true})];
const on = (network: string, aliases: readonly string[] = []) => placeOn(network, {ipv4: '10.0.0.2', aliases});
const url: WantedHost = {at: 'Env DATABASE_URL', scheme: 'postgres', host: 'db', port: 5432};
const alone: WantedHost = {at: 'Env DATABASE', host: 'db', port: 5432};
const web = (wanted: WantedHost, facts: Partial<Container> = {}) =>
	containerNamed('web', [on('front')], {details: {...plainDetails, wantedHosts: [wanted]}, ...facts});
const db = (network = 'back', port = 5432) =>
	containerNamed('shop-db-1', [on(network, ['db'])], {
		details: {...plainDetails, exposedPorts: [{port, protocol: 'tcp'}]},
	});
const found = (containers: readonly Container[], ...probes: ReturnType<typeof lookUp>[]) => [
	...dnsNoSharedNetwork.check(snapshotOf({networks, containers, probes})),
];

test('a URL names a container of another network', () => {
	const [one] = found([web(url), db()]);
	expect(one).toMatchObject({confidence: 'predicted', subject: {kind: 'container', name: 'web'}});
	expect(one?.message).toContain('postgres://db:5432 and is on front, while shop-db-1 is on back');
	expect(one?.evidence.map(({value}) => value)).toEqual(['postgres://db:5432', 'front', 'back']);
	expect(one?.fix?.commands).toEqual(['docker network connect back web']);
});

test('a variable names the host, and no port', () => {
	expect(found([web({at: 'Env DB_HOST', host: 'db'}), db()])).toMatchObject([{subject: {name: 'web'}}]);
	expect(found([web({at: 'Env DB_HOST', host: 'db'}), db('front')])).toEqual([]);
});

test('high once its look-up failed, and nothing where it did not', () => {
	expect(found([web(url), db()], lookUp('web', 'db', 'no-name'))).toMatchObject([
		{severity: 'high', confidence: 'observed'},
	]);
	expect(found([web(url), db()], lookUp('web', 'db', 'ok', ['192.0.2.1']))).toEqual([]);
});

test('host and port alone are meant for one that has the port: redis:7 may be an image', () => {
	expect(found([web(alone), db()])).toHaveLength(1);
	expect(found([web({...alone, port: 16}), db()])).toEqual([]);
});

test('a network in common, also the default bridge, or another rule’s case', () => {
	expect(found([web(url), db('front')])).toEqual([]);
	expect(found([web(url, {endpoints: [on('bridge')]}), {...db('bridge'), name: 'db'}])).toEqual([]);
	expect(found([web(url), {...db(), state: 'exited'}])).toEqual([]);
	expect(found([web(url, {endpoints: [placeOn('host')], networkMode: 'host'}), db()])).toEqual([]);
});

test('a name that resolves otherwise, of its own, or that is nobody’s', () => {
	const details = {...plainDetails, wantedHosts: [url], extraHosts: ['db:192.0.2.1']};
	expect(found([web(url, {details}), db()])).toEqual([]);
	expect(found([web({...url, host: 'web'}, {endpoints: [on('bridge')]}), db()])).toEqual([]);
	expect(found([web({...url, host: 'cache'}), db()])).toEqual([]);
	expect(found([web({...url, host: 'db.example'}), {...db(), name: 'db.example'}])).toEqual([]);
});

test('a service of the swarm', () => {
	const service = {
		host: 'lab-a',
		id: 's',
		name: 'db',
		mode: 'replicated' as const,
		endpointMode: 'vip' as const,
		networks: [{networkId: 'id-of-back', aliases: [], vip: '10.0.1.2'}],
		ports: [],
		labels: {},
	};
	const asker = web(url, {labels: {'com.docker.swarm.service.name': 'shop_web'}});
	const swarm = {services: [service], tasks: [], nodes: []};
	const [one] = dnsNoSharedNetwork.check(snapshotOf({networks, containers: [asker], swarm}));
	expect(one?.fix?.commands).toEqual(['docker service update --network-add back shop_web']);
});
