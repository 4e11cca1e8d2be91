import {expect, test} from 'vitest';
import {perfIpvsIdleTimeout} from '../../../source/core/rules/perf-ipvs-idle-timeout.js';
import {containerNamed, lab, networkNamed, placeOn, plainDetails, snapshotOf} from '../../objects.js';

const found = (scheme: string, endpointMode: 'vip' | 'dnsrr', sysctls = {}) => {
	const service = {
		host: lab,
		id: 's',
		name: 'db',
		mode: 'replicated' as const,
		endpointMode,
		networks: [{networkId: 'id-of-net', aliases: [], vip: '10.0.1.2'}],
		ports: [],
		labels: {},
	};
	const task = {host: lab, id: 't', serviceId: 's', state: 'running', desiredState: 'running'};
	const tasks = [{...task, addresses: [{networkId: 'id-of-net', address: '10.0.1.3'}]}];
	const details = {...plainDetails, sysctls, wantedHosts: [{at: 'Env DB', scheme, host: 'db', port: 5432}]};
	const containers = [containerNamed('web', [placeOn('net', {ipv4: '10.0.1.4'})], {details})];
	const networks = [networkNamed('net', {driver: 'overlay'})];
	const swarm = {services: [service], tasks, nodes: []};
	return [...perfIpvsIdleTimeout.check(snapshotOf({networks, containers, swarm}))];
};

test('a lasting connection by the virtual IP', () => {
	const [one] = found('postgres', 'vip');
	expect(one).toMatchObject({subject: {name: 'web'}});
	expect(one?.evidence.map(({value}) => value)).toEqual(['postgres://db:5432', 'vip', 'not set']);
	expect(found('postgres', 'vip', {'net.ipv4.tcp_keepalive_time': '1200'})).toHaveLength(1);
});

test('short requests, no virtual IP, or keepalives in time', () => {
	expect(found('http', 'vip')).toEqual([]);
	expect(found('postgres', 'dnsrr')).toEqual([]);
	expect(found('postgres', 'vip', {'net.ipv4.tcp_keepalive_time': '600'})).toEqual([]);
});
