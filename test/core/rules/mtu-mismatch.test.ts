import {expect, test} from 'vitest';
import type {Observation} from '../../../source/core/model/observation.js';
import type {Probed} from '../../../source/core/probes/probed.js';
import {mtuMismatch} from '../../../source/core/rules/mtu-mismatch.js';
import {containerNamed, lab, networkNamed, noTraffic, placeOn, snapshotOf} from '../../objects.js';
import {pings} from './pings.js';

function withMtu(address: string, mtu: number): Partial<Observation> {
	const eth0 = {...noTraffic, name: 'eth0', mtu, addresses: [`${address}/16`]};
	return {routes: {result: 'ok', message: '', routes: [], interfaces: [eth0]}};
}

const containers = [
	containerNamed('web', [placeOn('front', {ipv4: '172.18.0.2'})]),
	containerNamed('db', [placeOn('front', {ipv4: '172.18.0.3'})]),
];
const check = (option: string | undefined, web: number, db: number) => {
	const options: Record<string, string> = option ? {'com.docker.network.driver.mtu': option} : {};
	const networks = [networkNamed('front', {options})];
	const observations = {web: withMtu('172.18.0.2', web), db: withMtu('172.18.0.3', db)};
	return [...mtuMismatch.check(snapshotOf({networks, containers, observations}))];
};

test('the one that differs from the option, or from the larger', () => {
	const found = check('9000', 9000, 1400);
	expect(found).toMatchObject([{subject: {kind: 'container', name: 'db'}}]);
	expect(found[0]?.evidence[0]).toEqual({source: 'probe', at: 'db: MTU of eth0', value: '1400', expected: '9000'});
	expect(check(undefined, 1500, 1400)).toMatchObject([{subject: {name: 'db'}}]);
});

test('nothing where all are alike, and no say where nothing was measured', () => {
	expect(check('9000', 9000, 9000)).toEqual([]);
	expect(mtuMismatch.skip?.(snapshotOf({containers}))).toBeDefined();
});

test('nothing of lo, which has the address of an interface that is down', () => {
	const {routes} = withMtu('172.18.0.3', 65_536);
	const down = {routes: {...routes!, interfaces: routes!.interfaces.map(each => ({...each, name: 'lo'}))}};
	const observations = {web: withMtu('172.18.0.2', 1500), db: down};
	expect([...mtuMismatch.check(snapshotOf({networks: [networkNamed('front')], containers, observations}))]).toEqual([]);
});

function probed(mtu: number, interfaceMtu = 1500): Probed<'mtu'> {
	return {
		kind: 'mtu',
		id: 'mtu-web',
		host: lab,
		place: {kind: 'container', host: lab, container: 'id-of-web'},
		from: 'web',
		target: '172.18.0.3',
		startedAt: 0,
		finishedAt: 1,
		result: {
			result: mtu < interfaceMtu ? 'timeout' : 'ok',
			message: '',
			mtu,
			interfaceMtu,
			vanishes: mtu < interfaceMtu,
		},
	};
}

test('larger packets vanish, and no interface that was seen explains it', () => {
	const look = (...probes: Probed[]) => [
		...mtuMismatch.check(snapshotOf({networks: [networkNamed('front')], containers, probes})),
	];
	expect(look(probed(1400))).toMatchObject([
		{confidence: 'observed', subject: {name: 'db'}, evidence: [{value: '1400', expected: '1500'}, {}]},
	]);
	expect(look(probed(1500))).toEqual([]);
	const lossy = {...pings('web', '172.18.0.3', 2), result: {...pings('web', '172.18.0.3', 2).result!, result: 'loss'}};
	expect(look(probed(1400), lossy as Probed)).toEqual([]);
});

test('where an interface explains it, the measurement is evidence', () => {
	const observations = {web: withMtu('172.18.0.2', 9000), db: withMtu('172.18.0.3', 1400)};
	const networks = [networkNamed('front')];
	const found = [...mtuMismatch.check(snapshotOf({networks, containers, observations, probes: [probed(1400, 9000)]}))];
	expect(found).toMatchObject([{subject: {name: 'db'}, evidence: {length: 3}}]);
});
