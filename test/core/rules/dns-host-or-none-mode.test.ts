import {expect, test} from 'vitest';
import type {Probed} from '../../../source/core/probes/probed.js';
import {dnsHostOrNoneMode} from '../../../source/core/rules/dns-host-or-none-mode.js';
import {containerNamed, networkNamed, placeOn, snapshotOf} from '../../objects.js';
import {details, published, publishing, told} from './common-objects.js';
import {lookUp} from './measured.js';

const networks = [networkNamed('front'), networkNamed('host', {driver: 'host'})];
const agent = containerNamed('agent', [placeOn('host')], {networkMode: 'host'});
const check = (...containers: ReturnType<typeof containerNamed>[]) => [
	...dnsHostOrNoneMode.check(snapshotOf({networks, containers})),
];

test('host mode beside containers with names, and without', () => {
	expect(check(agent, containerNamed('web', [placeOn('front')]))).toMatchObject([
		{subject: {kind: 'container', name: 'agent'}},
	]);
	expect(check(agent)).toEqual([]);
});

const db = containerNamed('db', [placeOn('front', {ipv4: '172.18.0.2'})], publishing(published(15432, 5432)));

test('who is told a name of a container in network mode host', () => {
	const app = {...agent, ...told(['postgres', 'db', 5432])};
	const [found, ...others] = check(app, db);
	expect(others).toEqual([]);
	expect(found).toMatchObject({severity: 'medium', confidence: 'predicted', subject: {name: 'agent'}});
	expect(found?.evidence.map(({value}) => value)).toEqual(['postgres://db:5432', 'host']);
	expect(found?.fix?.title).toContain('127.0.0.1:15432');
	const failed = lookUp('agent', 'db', 'no-name');
	const look = (...probes: Probed[]) =>
		[...dnsHostOrNoneMode.check(snapshotOf({networks, containers: [app, db], probes}))].map(({severity}) => severity);
	expect(look(failed)).toEqual(['high']);
	expect(look(lookUp('agent', 'db', 'ok', ['192.0.2.7']))).toEqual([undefined]);
});

test('who is told the name of one in network mode host', () => {
	const app = containerNamed('app', [placeOn('front', {ipv4: '172.18.0.3'})], told(['mqtt', 'broker', 1883]));
	const broker = containerNamed('broker', [placeOn('host')], {networkMode: 'host'});
	const found = check(app, broker).filter(({subject}) => subject.name === 'app');
	expect(found).toMatchObject([{severity: 'medium', fix: {commands: [expect.stringContaining('host-gateway')]}}]);
	expect(check(app, {...broker, state: 'exited'})).toEqual([]);
	const written = {...app, ...details({...app.details, extraHosts: ['broker:172.17.0.1']})};
	expect(check(written, broker).filter(({subject}) => subject.name === 'app')).toEqual([]);
});
