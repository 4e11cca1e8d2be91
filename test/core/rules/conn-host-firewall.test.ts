import {expect, test} from 'vitest';
import {ruleCounters} from '../../../source/core/firewall/rule-counter.js';
import {rejects} from '../../../source/core/probes/forbids-sending.js';
import {connHostFirewall} from '../../../source/core/rules/conn-host-firewall.js';
import {connMasqueradeMissing} from '../../../source/core/rules/conn-masquerade-missing.js';
import {connTargetFirewall} from '../../../source/core/rules/conn-target-firewall.js';
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

test('rejected in so many words; nothing where there is no way there, or not even the host finds anybody', () => {
	const unreachable = (from: 'web' | 'host', why: string): ReturnType<typeof connection> => {
		const probe = connection(from, 'timeout');
		return {...probe, result: {...probe.result!, result: 'unreachable', message: why}};
	};
	const noRoute = `nobody has that address, or ${rejects} (no route to host)`;
	expect(check([unreachable('web', noRoute), connection('host', 'ok')])[0]?.message).toContain('is rejected');
	expect(check([unreachable('web', 'there is no route (network unreachable)'), connection('host', 'ok')])).toEqual([]);
	const nobody = [unreachable('web', noRoute), unreachable('host', noRoute)];
	expect(check(nobody)).toEqual([]);
	expect([...connTargetFirewall.check(asked(nobody))]).toEqual([]);
	// That it answers pings tells that it is there.
	expect([...connTargetFirewall.check(asked([echo, ...nobody]))]).toHaveLength(1);
});

test('nothing where some packets are lost anyway, or where two have one MAC address', () => {
	const probes = [connection('web', 'timeout'), connection('host', 'ok')];
	const lossy = {...echo, result: {...echo.result!, result: 'loss' as const, sent: 25, received: 12}};
	expect(check([...probes, lossy])).toEqual([]);
	const world = asked(probes);
	const containers = new Map(
		[...world.containers].map(([key, each]) => [
			key,
			{...each, endpoints: each.endpoints.map(place => ({...place, mac: '02:42:ac:12:00:02'}))},
		]),
	);
	expect([...connHostFirewall.check({...world, containers})]).toEqual([]);
});

test('one container does not get out, and another one of its network does', () => {
	const world = asked([]);
	const way = (from: string, result: 'ok' | 'timeout') => {
		const probe = connection(from === 'host' ? 'host' : 'web', result);
		const place = from === 'host' ? probe.place : ({...probe.place, container: `id-of-${from}`} as const);
		return {...probe, id: from, from, place, result: {...probe.result!, address: '192.0.2.1'}};
	};
	const all = [way('web', 'timeout'), way('host', 'ok')];
	const found = (probes: typeof all) =>
		[connHostFirewall, connMasqueradeMissing].flatMap(rule =>
			[...rule.check({...world, probes})].map(({subject}) => `${rule.id} ${subject.name}`),
		);
	expect(found([...all, way('db', 'ok')])).toEqual(['conn-host-firewall DOCKER-USER']);
	expect(found([...all, way('db', 'timeout')])).toEqual(['conn-masquerade-missing front']);
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

test('all that is dropped on one host is one finding', () => {
	const other = (probe: ReturnType<typeof connection>): ReturnType<typeof connection> => ({
		...probe,
		id: `${probe.id}-9090`,
		result: {...probe.result!, port: 9090},
	});
	const probes = [connection('web', 'timeout'), connection('host', 'ok')];
	const world = asked([...probes, ...probes.map(other)]);
	const key = `${lab}/id-of-db`;
	const {listeners, ...rest} = world.observations.get(key)!;
	const both = [...listeners!.listeners, {...listeners!.listeners[0]!, port: 9090}];
	const observations = new Map([[key, {...rest, listeners: {...listeners!, listeners: both}}]]);
	const found = [...connHostFirewall.check({...world, observations})];
	expect(found).toHaveLength(1);
	expect(found[0]?.message).toContain('so are 172.18.0.2 (web) to 172.18.0.3:9090 (db)');
});

test('where the firewall was read, the rule that may do it is named', () => {
	const world = asked([connection('web', 'timeout'), connection('host', 'ok')]);
	const read = (...rules: readonly string[]) => {
		const firewall = ruleCounters(`*filter\n${rules.map(rule => `[7:420] ${rule}`).join('\n')}`);
		const observations = new Map([...world.observations, [`${lab}/${lab}`, {at: 0, firewall}]]);
		return [...connHostFirewall.check({...world, observations})][0];
	};
	const mine = '-A site-rules -s 172.18.0.0/16 -p tcp -j DROP';
	expect(read('-A DOCKER-USER -s 10.0.0.0/8 -j DROP', mine, '-A INPUT -j DROP')).toMatchObject({
		subject: {kind: 'chain', name: 'site-rules'},
		evidence: expect.arrayContaining([expect.objectContaining({value: `[7] ${mine}`})]),
		fix: {commands: ['iptables -t filter -D site-rules -s 172.18.0.0/16 -p tcp -j DROP']},
	});
	const others = ['-A DOCKER-USER ! -s 172.18.0.2/32 -j DROP', '-A DOCKER-USER -p udp -j DROP'];
	const ports = ['-A FORWARD -p tcp -m tcp --dport 22 -j DROP', '-A DOCKER -d 172.18.0.3/32 -j DROP'];
	const finer = ['-A FORWARD -m conntrack --ctstate INVALID -j DROP', '-A DOCKER-USER -i eth0 -j DROP'];
	expect(read(...others, ...ports, ...finer)).toMatchObject({
		subject: {name: 'DOCKER-USER'},
		fix: {commands: {length: 3}},
	});
	const told = (by: string, rule: string) => `COMMIT\n# told by ${by}\n*filter\n[7:420] ${rule}`;
	expect(
		read(`${mine}\n${told('iptables-nft', mine)}\n${told('iptables-legacy', '-A FORWARD -j DROP')}`)?.fix?.commands,
	).toEqual([
		'iptables -t filter -D site-rules -s 172.18.0.0/16 -p tcp -j DROP',
		'iptables-legacy -t filter -D FORWARD -j DROP',
	]);
});

test('Podman has no chain DOCKER-USER', () => {
	const world = asked([echo, connection('web', 'timeout'), connection('host', 'ok')]);
	const hosts = new Map([...world.hosts].map(([id, host]) => [id, {...host, engine: 'podman' as const}]));
	const [found] = connHostFirewall.check({...world, hosts});
	expect(found).toMatchObject({subject: {kind: 'chain', name: 'FORWARD'}});
	expect(JSON.stringify(found)).not.toContain('DOCKER-USER');
});
