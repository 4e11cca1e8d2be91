import {expect, test} from 'vitest';
import {portL2ExposurePre28} from '../../../source/core/rules/port-l2-exposure-pre28.js';
import {containerNamed, networkNamed, placeOn, snapshotOf} from '../../objects.js';

function found(hostIp: string, version: string, details = {}) {
	const ports = [{hostIp, hostPort: 18080, containerPort: 80, protocol: 'tcp'}];
	const web = containerNamed('web', [placeOn('front')], {ports});
	const host = {version, details: {warnings: [], configuredPools: false, ...details}};
	return [...portL2ExposurePre28.check(snapshotOf({host, networks: [networkNamed('front')], containers: [web]}))];
}

test('a port on 127.0.0.1 of an engine before 28.0', () => {
	expect(found('127.0.0.1', '26.1.5')).toMatchObject([
		{subject: {name: 'web'}, evidence: [{value: '127.0.0.1:18080->80/tcp'}, {value: '26.1.5'}]},
	]);
	expect(portL2ExposurePre28.severity).toBe('low');
});

test('of a later one that was told to leave the rules away, or that firewalld takes them from', () => {
	const warnings = ['WARNING: DOCKER_INSECURE_NO_IPTABLES_RAW is set'];
	expect(found('127.0.0.1', '29.0.0', {warnings})).toHaveLength(1);
	const firewall = {driver: 'iptables+firewalld', facts: {}};
	expect(found('127.0.0.1', '28.3.0', {firewall})).toHaveLength(1);
	expect(found('127.0.0.1', '28.3.3', {firewall})).toEqual([]);
});

test('a later engine, and a port that is open anyway', () => {
	expect(found('127.0.0.1', '28.5.2')).toEqual([]);
	expect(found('0.0.0.0', '26.1.5')).toEqual([]);
});
