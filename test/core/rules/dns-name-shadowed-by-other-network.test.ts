import {expect, test} from 'vitest';
import {dnsNameShadowedByOtherNetwork} from '../../../source/core/rules/dns-name-shadowed-by-other-network.js';
import {containerNamed, networkNamed, placeOn, plainDetails, snapshotOf} from '../../objects.js';

const networks = [networkNamed('alpha'), networkNamed('beta')];
const db = (name: string, network: string, ipv4: string) =>
	containerNamed(name, [placeOn(network, {aliases: ['db'], ipv4})]);
const web = containerNamed('web', [placeOn('alpha', {ipv4: '172.18.0.9'}), placeOn('beta', {ipv4: '172.19.0.9'})]);
const check = (...containers: ReturnType<typeof db>[]) => [
	...dnsNameShadowedByOtherNetwork.check(snapshotOf({networks, containers: [web, ...containers]})),
];

test('two containers of one name on two networks', () => {
	const found = check(db('one', 'alpha', '172.18.0.2'), db('two', 'beta', '172.19.0.2'));
	expect(found).toMatchObject([
		{subject: {kind: 'container', name: 'web'}, evidence: [{value: '172.18.0.2'}, {value: '172.19.0.2'}]},
	]);
	expect(found[0]?.message).toContain('two, which has that name on beta');
});

test('how much it weighs where projects of Compose are told apart', () => {
	const of = (project: string) => ({labels: {'com.docker.compose.project': project}});
	const severities = (asker: string, winner: string, loser: string) => {
		const containers = [
			{...web, ...of(asker)},
			{...db('one', 'alpha', '172.18.0.2'), ...of(winner)},
			{...db('two', 'beta', '172.19.0.2'), ...of(loser)},
		];
		return [...dnsNameShadowedByOtherNetwork.check(snapshotOf({networks, containers}))].map(({severity}) => severity);
	};
	expect(severities('shop', 'blog', 'shop')).toEqual(['high']);
	expect(severities('shop', 'shop', 'blog')).toEqual(['low']);
	expect(severities('proxy', 'shop', 'blog')).toEqual(['low']);
	expect(severities('shop', 'shop', 'shop')).toEqual(['medium']);
});

test('who is of neither project goes by other names, unless it is told that one', () => {
	const of = (project: string) => ({labels: {'com.docker.stack.namespace': project}});
	const severities = (asker: object, loser = of('shop')) => {
		const containers = [
			{...web, ...asker},
			{...db('one', 'alpha', '172.18.0.2'), ...of('blog')},
			{...db('two', 'beta', '172.19.0.2'), ...loser},
		];
		return [...dnsNameShadowedByOtherNetwork.check(snapshotOf({networks, containers}))].map(({severity}) => severity);
	};
	const told = {details: {...plainDetails, wantedHosts: [{at: 'Env URL', scheme: 'postgres', host: 'db', port: 5432}]}};
	expect(severities({})).toEqual(['low']);
	expect(severities(of('proxy'))).toEqual(['low']);
	expect(severities(told)).toEqual(['medium']);
	expect(severities({...told, ...of('blog')})).toEqual(['low']);
	expect(severities({}, {labels: {}} as never)).toEqual(['medium']);
});

test('nothing where one container is on both, or the name is on one only', () => {
	const both = containerNamed('one', [
		placeOn('alpha', {aliases: ['db'], ipv4: '172.18.0.2'}),
		placeOn('beta', {aliases: ['db'], ipv4: '172.19.0.2'}),
	]);
	expect(check(both)).toEqual([]);
	expect(check(db('one', 'alpha', '172.18.0.2'))).toEqual([]);
});
