import {expect, test} from 'vitest';
import {dnsAliasCollision} from '../../../source/core/rules/dns-alias-collision.js';
import {containerNamed, lab, networkNamed, placeOn, snapshotOf} from '../../objects.js';

const networks = [networkNamed('front')];
const compose = {'com.docker.compose.project': 'shop', 'com.docker.compose.service': 'api'};
const api = (name: string, ipv4: string, facts: object = {}) =>
	containerNamed(name, [placeOn('front', {aliases: ['api'], ipv4})], {command: name, ...facts});

test('two containers answer to one alias', () => {
	const containers = [api('new', '172.18.0.2'), api('old', '172.18.0.3')];
	const found = [...dnsAliasCollision.check(snapshotOf({networks, containers}))];
	expect(found).toHaveLength(1);
	expect(found[0]).toMatchObject({subject: {kind: 'name', name: 'api', id: 'api', host: lab}});
	expect(found[0]?.severity).toBeUndefined();
	expect(found[0]?.evidence.map(({value}) => value)).toEqual(['api → 172.18.0.2', 'api → 172.18.0.3']);
});

test('copies that share an alias weigh little', () => {
	const containers = [api('one', '172.18.0.2', {command: 'serve'}), api('two', '172.18.0.3', {command: 'serve'})];
	expect([...dnsAliasCollision.check(snapshotOf({networks, containers}))]).toMatchObject([{severity: 'low'}]);
});

test('releases of one program weigh little, databases of two projects all that the rule does', () => {
	const of = (project: string) => ({'com.docker.compose.project': project, 'com.docker.compose.service': 'api'});
	const severityOf = (one: object, other: object) => {
		const containers = [
			api('one', '172.18.0.2', {command: 'serve', ...one}),
			api('two', '172.18.0.3', {command: 'serve', ...other}),
		];
		return [...dnsAliasCollision.check(snapshotOf({networks, containers}))].map(({severity}) => severity);
	};
	expect(severityOf({image: 'registry:5000/api:1'}, {image: 'registry:5000/api:2@sha256:0'})).toEqual(['low']);
	expect(severityOf({image: 'registry:5000/api'}, {image: 'registry:5000/old'})).toEqual([undefined]);
	expect(severityOf({labels: of('shop')}, {labels: of('blog')})).toEqual([undefined]);
});

test('an alias that a project gave to several is a pool, the name of a service of it is not', () => {
	const of = (service: string) => ({
		labels: {'com.docker.compose.project': 'shop', 'com.docker.compose.service': service},
		image: `shop-${service}`,
	});
	const severityOf = (one: string, other: string) => {
		const containers = [api(`shop-${one}-1`, '172.18.0.2', of(one)), api(`shop-${other}-1`, '172.18.0.3', of(other))];
		return [...dnsAliasCollision.check(snapshotOf({networks, containers}))].map(({severity}) => severity);
	};
	expect(severityOf('blue', 'green')).toEqual(['low']);
	expect(severityOf('api', 'old')).toEqual([undefined]);
});

test('one name on two nodes is one program, most likely', () => {
	const known = (name: string) => ({
		...networkNamed('mesh', {driver: 'overlay', scope: 'swarm'}),
		details: {live: [], peers: [], known: [{service: '', name, address: '10.0.1.9'}]},
	});
	const severityOf = (there: string, facts: object = {}) => {
		const containers = [containerNamed('agent', [placeOn('mesh', {ipv4: '10.0.1.3', ...facts})])];
		return [...dnsAliasCollision.check(snapshotOf({networks: [known(there)], containers}))].map(
			({severity}) => severity,
		);
	};
	expect(severityOf('agent')).toEqual(['low']);
	expect(severityOf('api', {aliases: ['api']})).toEqual([undefined]);
});

test.each([
	[
		'of one Compose service',
		[api('shop-api-1', '172.18.0.2', {labels: compose}), api('shop-api-2', '172.18.0.3', {labels: compose})],
	],
	['of which one has stopped', [api('new', '172.18.0.2'), api('old', '', {state: 'exited'})]],
])('no collision: containers %s', (_, containers) => {
	expect([...dnsAliasCollision.check(snapshotOf({networks, containers}))]).toEqual([]);
});

test('Podman answers with what all networks of the asker know', () => {
	const on = (name: string, network: string, ipv4: string, labels = {}) =>
		containerNamed(name, [placeOn(network, {aliases: ['db'], ipv4})], {command: name, labels});
	const both = containerNamed('proxy', [placeOn('front', {ipv4: '172.18.0.9'}), placeOn('back', {ipv4: '172.19.0.9'})]);
	const found = (engine: 'podman' | 'docker', labels: readonly [object, object] = [{}, {}]) => {
		const containers = [both, on('one', 'front', '172.18.0.2', labels[0]), on('two', 'back', '172.19.0.2', labels[1])];
		const all = [networkNamed('front'), networkNamed('back')];
		return [...dnsAliasCollision.check(snapshotOf({host: {engine}, networks: all, containers}))];
	};
	expect(found('podman')).toMatchObject([
		{
			severity: 'medium',
			subject: {kind: 'name', name: 'db'},
			message: expect.stringContaining('In proxy, which is on back and front'),
			evidence: [{value: 'two 172.19.0.2'}, {value: 'one 172.18.0.2'}],
		},
	]);
	const projects = [{'com.docker.compose.project': 'shop'}, {'com.docker.compose.project': 'blog'}] as const;
	expect(found('podman', projects)).toMatchObject([{severity: 'low'}]);
	expect(found('docker')).toEqual([]);
});
