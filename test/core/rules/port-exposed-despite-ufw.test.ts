import {expect, test} from 'vitest';
import {portExposedDespiteUfw} from '../../../source/core/rules/port-exposed-despite-ufw.js';
import {containerNamed, networkNamed, placeOn, plainHost, snapshotOf} from '../../objects.js';

function found(hostIp: string, host = {}) {
	const ports = [{hostIp, hostPort: 18080, containerPort: 80, protocol: 'tcp'}];
	const web = containerNamed('web', [placeOn('front')], {ports});
	return [...portExposedDespiteUfw.check(snapshotOf({host, networks: [networkNamed('front')], containers: [web]}))];
}

test('a port on every address, as a matter of fact', () => {
	expect(found('0.0.0.0')).toMatchObject([
		{
			subject: {name: 'web'},
			evidence: [{value: '0.0.0.0:18080->80/tcp'}],
			fix: {commands: [expect.stringContaining('DOCKER-USER')]},
		},
	]);
	expect(portExposedDespiteUfw.severity).toBe('info');
});

test('with nftables there is no chain DOCKER-USER', () => {
	const details = {warnings: [], configuredPools: false, firewall: {driver: 'nftables', facts: {}}};
	expect(found('::', {details})).toMatchObject([{fix: {commands: []}}]);
});

test('one address; an engine without root, whose ports pass the host’s firewall; Podman', () => {
	expect(found('127.0.0.1')).toEqual([]);
	expect(found('0.0.0.0', {rootless: true})).toEqual([]);
	expect(found('0.0.0.0', {...plainHost, engine: 'podman'})).toEqual([]);
});
