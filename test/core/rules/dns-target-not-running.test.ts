import {expect, test} from 'vitest';
import type {Container, WantedHost} from '../../../source/core/model/container.js';
import {dnsTargetNotRunning} from '../../../source/core/rules/dns-target-not-running.js';
import {containerNamed, networkNamed, placeOn, plainDetails, snapshotOf} from '../../objects.js';
import {lookUp} from './measured.js';

const networks = [networkNamed('front'), networkNamed('back')];
const url: WantedHost = {at: 'Env DATABASE_URL', scheme: 'postgres', host: 'db', port: 5432};
const web = containerNamed('web', [placeOn('front', {ipv4: '10.0.0.2'})], {
	details: {...plainDetails, wantedHosts: [url]},
});
const db = (facts: Partial<Container> = {}) =>
	containerNamed('shop-db-1', [placeOn('front', {aliases: ['db']})], {
		state: 'exited',
		exitCode: 1,
		details: {...plainDetails, finishedAt: 1_700_000_000_000},
		...facts,
	});
const found = (containers: readonly Container[], ...probes: ReturnType<typeof lookUp>[]) => [
	...dnsTargetNotRunning.check(snapshotOf({networks, containers, probes})),
];

test('a container that stopped and whose name another is told to reach', () => {
	const [one] = found([web, db()]);
	expect(one).toMatchObject({severity: 'medium', confidence: 'predicted', subject: {name: 'shop-db-1'}});
	expect(one?.message).toBe(
		'shop-db-1 does not run (exited), so db does not resolve; web is told to reach it by that name.',
	);
	expect(one?.evidence.map(({value}) => value)).toEqual(['exited', '1', '2023-11-14T22:13:20Z', 'postgres://db:5432']);
	const failed = lookUp('web', 'db', 'no-name');
	expect(found([web, db({exitCode: 0})], failed)).toMatchObject([{severity: 'high', confidence: 'observed'}]);
	// That it fell is told by conn-target-stopped, as gravely.
	expect(found([web, db()], failed)).toMatchObject([{severity: 'medium', confidence: 'observed'}]);
});

test('another answers to the name, it is on another network, runs once, or nobody who runs asks', () => {
	const other = containerNamed('other', [placeOn('front', {ipv4: '10.0.0.3', aliases: ['db']})]);
	expect(found([web, db(), other])).toEqual([]);
	expect(found([web, db({endpoints: [placeOn('back', {aliases: ['db']})]})])).toEqual([]);
	expect(found([web, db({details: {...plainDetails, autoRemove: true}})])).toEqual([]);
	expect(found([{...web, state: 'exited'}, db()])).toEqual([]);
	expect(found([containerNamed('web', [placeOn('front')]), db()])).toEqual([]);
});

test('what Compose starts after another weighs little', () => {
	const labels = (service: string, depends = '') => ({
		'com.docker.compose.project': 'shop',
		'com.docker.compose.service': service,
		'com.docker.compose.depends_on': depends,
	});
	const asker = (depends: string) => containerNamed('shop-web-1', [], {labels: labels('web', depends)});
	const target = db({labels: labels('db')});
	expect(found([asker('cache:service_started:false,db:service_healthy:true'), target])).toMatchObject([
		{severity: 'low', subject: {name: 'shop-db-1'}},
	]);
	expect(found([asker('db:service_completed_successfully:false'), target])).toEqual([]);
	expect(found([asker('db:service_started:false'), target, {...target, id: 'two', state: 'running'}])).toEqual([]);
	expect(found([asker('db'), db({labels: {...labels('db'), 'com.docker.compose.project': 'other'}})])).toEqual([]);
});
