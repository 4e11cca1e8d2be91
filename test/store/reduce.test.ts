import {describe, expect, test} from 'vitest';
import type {Change, EngineEvent} from '../../source/core/model/change.js';
import {emptySnapshot, type Snapshot} from '../../source/core/model/snapshot.js';
import type {Probed} from '../../source/core/probes/probed.js';
import {reduce} from '../../source/store/reduce.js';
import {plainDetails} from '../objects.js';
import {someContainer, someEndpoint, someHost, someNetwork, someSample} from './objects.js';

function fold(...changes: readonly Change[]): Snapshot {
	return changes.reduce(reduce, emptySnapshot);
}

const two: Change = {type: 'containers', host: 'h', containers: [someContainer('a'), someContainer('b')]};
const detailed = someContainer('a', {
	detailed: true,
	error: 'port is already allocated',
	endpoints: [someEndpoint('front', {aliases: ['web'], dnsNames: ['web', 'a'], links: ['db:db'], gatewayPriority: 5})],
});

describe('what does not change keeps its identity', () => {
	const base = fold(
		{type: 'host', host: someHost()},
		{type: 'connection', host: 'h', connection: {state: 'live', since: 1}},
		{type: 'networks', host: 'h', networks: [someNetwork('front'), someNetwork('back')]},
		two,
		{type: 'container', container: detailed},
		{type: 'samples', samples: [someSample('a', 1000, 10)]},
	);

	test.each<readonly [string, Change]>([
		['host', {type: 'host', host: someHost()}],
		['connection', {type: 'connection', host: 'h', connection: {state: 'live', since: 1, note: undefined}}],
		['networks', {type: 'networks', host: 'h', networks: [someNetwork('front'), someNetwork('back')]}],
		['network', {type: 'network', network: someNetwork('back')}],
		['network-gone', {type: 'network-gone', host: 'h', id: 'never'}],
		['containers, of which one was detailed', two],
		['container', {type: 'container', container: someContainer('b')}],
		['container-gone', {type: 'container-gone', host: 'h', id: 'never'}],
		['samples not newer', {type: 'samples', samples: [someSample('a', 1000, 99)]}],
		['samples of strangers', {type: 'samples', samples: [someSample('never', 2000, 99)]}],
	])('%s', (_, change) => {
		expect(reduce(base, change)).toBe(base);
	});

	test('one container of many', () => {
		const next = reduce(base, {type: 'container', container: someContainer('b', {name: 'renamed'})});
		expect(next.containers.get('h/b')?.name).toBe('renamed');
		expect(next.containers.get('h/a')).toBe(base.containers.get('h/a'));
		expect(next.networks).toBe(base.networks);
		expect(next.traffic).toBe(base.traffic);
		expect(base.containers.get('h/b')?.name).toBe('b');
	});

	test('one network of a full list', () => {
		const networks = [someNetwork('front'), someNetwork('back', {internal: true})];
		const next = reduce(base, {type: 'networks', host: 'h', networks});
		expect(next.networks.get('h/front')).toBe(base.networks.get('h/front'));
		expect(next.networks.get('h/back')?.internal).toBe(true);
	});
});

describe('full lists', () => {
	test('what they do not name is gone, but for other hosts', () => {
		const base = fold(
			two,
			{type: 'containers', host: 'other', containers: [someContainer('c', {host: 'other'})]},
			{type: 'samples', samples: ['a', 'b', 'c'].map(id => someSample(id, 1000, 1))},
		);
		const next = reduce(base, {type: 'containers', host: 'h', containers: [someContainer('a')]});
		expect([...next.containers.keys()].sort()).toEqual(['h/a', 'other/c']);
		expect([...next.traffic.keys()].sort()).toEqual(['a', 'c']);
	});

	test('an empty one empties', () => {
		const base = fold({type: 'networks', host: 'h', networks: [someNetwork('front')]});
		expect(reduce(base, {type: 'networks', host: 'h', networks: []}).networks.size).toBe(0);
	});
});

describe('details that lists lack', () => {
	const base = fold({type: 'container', container: detailed});

	test('stay while nothing happens', () => {
		const next = reduce(base, {type: 'container', container: someContainer('a', {status: 'Up 4 minutes'})});
		const container = next.containers.get('h/a')!;
		expect(container).toMatchObject({detailed: true, status: 'Up 4 minutes', error: detailed.error});
		expect(container.endpoints).toEqual(detailed.endpoints);
	});

	test('stay with what only an inspect tells: the hosts file, links, what was published', () => {
		const known = fold({type: 'container', container: {...detailed, details: plainDetails}});
		const next = reduce(known, {type: 'container', container: someContainer('a', {status: 'Up 4 minutes'})});
		expect(next.containers.get('h/a')!.details).toBe(plainDetails);
		const stopped = reduce(known, {type: 'container', container: someContainer('a', {state: 'exited'})});
		expect(stopped.containers.get('h/a')!.details).toBeUndefined();
	});

	test.each([
		['one more network', {endpoints: [someEndpoint('front'), someEndpoint('back')]}, ['web']],
		['another address: made anew', {endpoints: [someEndpoint('front', {ipv4: '10.0.0.3'})]}, ['web']],
		['another network', {endpoints: [someEndpoint('back')]}, []],
		['stopped', {state: 'exited', endpoints: [someEndpoint('front')]}, ['web']],
	] as const)('are to be read again after: %s', (_, news, aliases) => {
		const next = reduce(base, {type: 'container', container: someContainer('a', news)});
		expect(next.containers.get('h/a')).toMatchObject({detailed: false});
		expect(next.containers.get('h/a')!.endpoints[0]!.aliases).toEqual(aliases);
	});

	test('the failure of the last start does not outlive the next start', () => {
		const failed = fold({type: 'container', container: {...detailed, state: 'created'}});
		const next = reduce(failed, {type: 'container', container: someContainer('a')});
		expect(next.containers.get('h/a')!.error).toBeUndefined();
	});

	test('are replaced by newer ones', () => {
		const endpoints = [someEndpoint('front', {aliases: ['new']})];
		const next = reduce(base, {type: 'container', container: {...detailed, endpoints}});
		expect(next.containers.get('h/a')!.endpoints[0]!.aliases).toEqual(['new']);
	});
});

describe('traffic', () => {
	const flowing = fold(
		two,
		{type: 'samples', samples: [someSample('a', 1000, 0), someSample('b', 1000, 0)]},
		{
			type: 'samples',
			samples: [someSample('a', 2000, 500), someSample('b', 2000, 700)],
		},
	);

	test('rates end when the container stops; its neighbour goes on', () => {
		expect(flowing.traffic.get('a')!.rates!.rxBytes).toBe(500);
		const next = reduce(flowing, {type: 'container', container: someContainer('a', {state: 'exited'})});
		expect(next.traffic.get('a')!.rates).toBeUndefined();
		expect(next.traffic.get('b')).toBe(flowing.traffic.get('b'));
	});

	test('a restart makes a gap, no peak', () => {
		const next = [
			{type: 'container', container: someContainer('a', {state: 'exited'})} as const,
			{type: 'container', container: someContainer('a')} as const,
			{type: 'samples', samples: [someSample('a', 4000, 9_000_000)]} as const,
		].reduce(reduce, flowing);
		expect(next.traffic.get('a')!.rates).toBeUndefined();
		expect(next.traffic.get('a')!.window.slice(-3)).toEqual([500, Number.NaN, Number.NaN]);
	});

	test('a reading that arrives after the stop is dropped', () => {
		const stopped = reduce(flowing, {type: 'container', container: someContainer('a', {state: 'exited'})});
		expect(reduce(stopped, {type: 'samples', samples: [someSample('a', 3000, 900)]})).toBe(stopped);
	});

	test('goes with its container', () => {
		expect(reduce(flowing, {type: 'container-gone', host: 'h', id: 'a'}).traffic.has('a')).toBe(false);
	});
});

test('the newest 500 events are kept', () => {
	const event = (at: number): EngineEvent => ({host: 'h', at, kind: 'container', action: 'start', id: 'a', name: 'a'});
	const changes = Array.from({length: 510}, (_, at): Change => ({type: 'event', event: event(at)}));
	const {events} = fold(...changes);
	expect(events).toHaveLength(500);
	expect([events[0]!.at, events.at(-1)!.at]).toEqual([10, 509]);
});

test('200 probes are kept; the same id replaces in place', () => {
	const probed = (id: number, more: {finishedAt?: number} = {}): Probed => ({
		id: String(id),
		kind: 'ping',
		host: 'h',
		place: {kind: 'container', host: 'h', container: 'a'},
		from: 'a',
		target: 'b',
		startedAt: id,
		...more,
	});
	const changes = Array.from({length: 205}, (_, id): Change => ({type: 'probe', probed: probed(id)}));
	const {probes} = fold(...changes, {type: 'probe', probed: probed(100, {finishedAt: 7})});
	expect(probes).toHaveLength(200);
	expect(probes[0]!.id).toBe('5');
	expect(probes[95]).toMatchObject({id: '100', finishedAt: 7});
});
