import {describe, expect, test} from 'vitest';
import {createLineReader} from '../../../../source/engine/docker/lines.js';
import {normalizeEvent} from '../../../../source/engine/docker/normalize/event.js';
import {captured, readFixture} from '../fixtures.js';

const host = {id: 'h', engine: 'docker'} as const;

describe.each(captured)('events of $version', ({version, engine}) => {
	const heard = createLineReader()(Buffer.from(readFixture(version, 'events.ndjson'))).flatMap(
		json => normalizeEvent(json, {id: 'h', engine}) ?? [],
	);
	const actions = heard.map(({event}) => `${event.kind} ${event.action} ${event.name}`);

	test('what happened, without the noise', () => {
		expect(actions).toContain('container rename adapter-renamed');
		expect(actions).toContain('container kill adapter-plain');
		expect(actions).toContain('container start adapter-plain');
		expect(actions).toContain('container pause adapter-plain');
		expect(actions.join()).not.toMatch(/exec|cleanup|init/);
	});

	test('at milliseconds', () => {
		for (const {event} of heard) expect(new Date(event.at).getUTCFullYear()).toBe(2026);
	});

	test('who was connected and disconnected', () => {
		const started = heard.find(({event}) => event.action === 'start' && event.name === 'adapter-plain');
		const connected = heard.filter(({event}) => event.action === 'connect' || event.action === 'disconnect');
		expect(connected.length).toBeGreaterThanOrEqual(2);
		const ours = connected.filter(({event}) => event.container === started?.event.id);
		expect(ours.map(({event}) => event.action)).toEqual(expect.arrayContaining(['connect', 'disconnect']));
		expect(ours[0]?.touched).toEqual([{kind: 'container', id: started?.event.id, gone: false}]);
	});

	test('what went', () => {
		const gone = heard.flatMap(({touched}) => touched.filter(item => item.kind !== 'everything' && item.gone));
		expect(gone.map(({kind}) => kind)).toEqual(
			engine === 'podman' ? ['container'] : expect.arrayContaining(['container', 'network']),
		);
	});
});

test.each([
	['20.10', 'docker'],
	['podman-4.3', 'podman'],
] as const)('helpers come and go unheard: %s', (version, engine) => {
	const events = createLineReader()(Buffer.from(readFixture(version, 'events-helper.ndjson')));
	expect(JSON.stringify(events)).toContain('"start"');
	expect(events.flatMap(json => normalizeEvent(json, {id: 'h', engine}) ?? [])).toEqual([]);
});

describe('others', () => {
	test('a prune does not say of what', () => {
		const json = {Type: 'network', Action: 'prune', Actor: {ID: '', Attributes: {reclaimed: '0'}}, time: 5};
		expect(normalizeEvent(json, host)).toEqual({
			event: {host: 'h', at: 5000, kind: 'network', action: 'prune', id: '', name: ''},
			touched: [{kind: 'everything'}],
		});
	});

	test('health is in the action', () => {
		const json = {
			Type: 'container',
			Action: 'health_status: unhealthy',
			Actor: {ID: 'c'},
			timeNano: 1795460128502924800,
		};
		expect(normalizeEvent(json, host)).toMatchObject({
			event: {action: 'health_status: unhealthy', at: 1795460128502},
			touched: [{kind: 'container', id: 'c', gone: false}],
		});
	});

	test.each([
		null,
		[],
		{},
		{Type: 'image', Action: 'pull', Actor: {ID: 'x'}},
		{Type: 'container', Action: 'toString', Actor: {ID: 'x'}},
		{Type: 'container', Action: 'exec_create: rm: start', Actor: {ID: 'x'}},
	])('%j changes nothing', json => {
		expect(normalizeEvent(json, host)).toBeUndefined();
	});
});
