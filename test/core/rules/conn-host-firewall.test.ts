import {expect, test} from 'vitest';
import {connHostFirewall} from '../../../source/core/rules/conn-host-firewall.js';
import {lab} from '../../objects.js';
import {asked, connection, echo, within} from './dropped.js';

const check = (...parameters: Parameters<typeof asked>) => [...connHostFirewall.check(asked(...parameters))];

test('a time-out where all is open, and the host gets to that port', () => {
	const found = check([echo, connection('web', 'timeout'), connection('host', 'ok')]);
	expect(found).toMatchObject([
		{confidence: 'observed', subject: {kind: 'chain', name: 'DOCKER-USER', id: 'DOCKER-USER', host: lab}},
	]);
	expect(found[0]?.message).toContain('TCP from 172.18.0.2 (web) to 172.18.0.3:8080 (db) is dropped');
});

test('nothing where the connection comes about, nothing listens there, nothing else answers, or the host is not heard either', () => {
	expect(check([echo, connection('web', 'ok')])).toEqual([]);
	expect(check([echo, connection('web', 'timeout')], '127.0.0.1')).toEqual([]);
	expect(check([connection('web', 'timeout')])).toEqual([]);
	// A rule inside the container lets pings in too.
	expect(check([echo, connection('web', 'timeout')])).toEqual([]);
	expect(check([echo, connection('web', 'timeout'), connection('host', 'timeout')])).toEqual([]);
});

test('refused to a neighbour, though the host and the target itself get in', () => {
	const [found] = connHostFirewall.check(asked([connection('web', 'refused'), connection('host', 'ok'), within('ok')]));
	expect(found?.message).toContain('is rejected');
	expect([...connHostFirewall.check(asked([connection('web', 'refused'), connection('host', 'ok')]))]).toEqual([]);
});

test('nothing where the asker itself keeps out what comes: its firewall may drop the answers', () => {
	const back = (from: 'web' | 'host', result: 'ok' | 'timeout'): ReturnType<typeof connection> => {
		const probe = connection(from, result);
		const place = from === 'host' ? probe.place : ({...probe.place, container: 'id-of-db'} as const);
		return {
			...probe,
			id: `back-${from}`,
			from: from === 'web' ? 'db' : from,
			place,
			result: {...probe.result!, address: '172.18.0.2'},
		};
	};

	const probes = [
		connection('web', 'timeout'),
		connection('host', 'ok'),
		back('web', 'timeout'),
		back('host', 'timeout'),
	];
	const world = asked(probes);
	const listeners = world.observations.get(`${lab}/id-of-db`)!;
	const observations = new Map([...world.observations, [`${lab}/id-of-web`, listeners]]);
	expect([...connHostFirewall.check(world)]).toHaveLength(1);
	expect([...connHostFirewall.check({...world, observations})]).toEqual([]);
});
