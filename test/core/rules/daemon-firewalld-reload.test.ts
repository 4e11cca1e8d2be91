import {expect, test} from 'vitest';
import {daemonFirewalldReload} from '../../../source/core/rules/daemon-firewalld-reload.js';
import {containerNamed, lab, snapshotOf} from '../../objects.js';

const at = '2026-11-24T01:00:00Z';
function found(version: string, {hostIp = '127.0.0.1', driver = 'iptables+firewalld', reloaded = true} = {}) {
	const firewall = {driver, facts: {...(reloaded && {ReloadedAt: at})}};
	const ports = [{hostIp, hostPort: 5432, containerPort: 5432, protocol: 'tcp'}];
	const service = {
		host: lab,
		id: 's',
		name: 'web',
		mode: 'replicated' as const,
		endpointMode: 'vip' as const,
		networks: [],
		ports: [{protocol: 'tcp', targetPort: 80, publishedPort: 8080, mode: 'ingress' as const}],
		labels: {},
	};
	const task = {host: lab, id: 't', serviceId: 's', state: 'running', desiredState: 'running', addresses: []};
	const snapshot = snapshotOf({
		host: {version, details: {warnings: [], configuredPools: false, firewall}},
		containers: [containerNamed('db', [], {ports})],
		swarm: {services: hostIp === '0.0.0.0' ? [] : [service], tasks: [task], nodes: []},
	});
	return [...daemonFirewalldReload.check(snapshot)];
}

test('ports of 127.0.0.1 are open, those of the swarm dead', () => {
	expect(found('28.3.2')).toMatchObject([
		{severity: 'critical', message: expect.stringContaining('127.0.0.1:5432->5432/tcp')},
		{severity: 'high', evidence: [{value: at}, {value: '28.3.2', expected: '29.0.0 or later'}, {value: '8080'}]},
	]);
	expect(found('28.5.2')).toMatchObject([{severity: 'high'}]);
});

test('a later release, nothing that is hit, no reload, or no firewalld', () => {
	expect(found('29.0.0')).toEqual([]);
	expect(found('28.3.2', {hostIp: '0.0.0.0'})).toEqual([]);
	expect(found('28.3.2', {reloaded: false})).toEqual([]);
	expect(found('28.3.2', {driver: 'iptables'})).toEqual([]);
	expect(daemonFirewalldReload.skip?.(snapshotOf())).toContain('does not tell');
});
