import {expect, test} from 'vitest';
import type {Probed} from '../../../source/core/probes/probed.js';
import {connMasqueradeMissing} from '../../../source/core/rules/conn-masquerade-missing.js';
import {connWrongDefaultGateway} from '../../../source/core/rules/conn-wrong-default-gateway.js';
import {containerNamed, networkNamed, placeOn, plainDetails, snapshotOf} from '../../objects.js';
import {connection} from './dropped.js';

const requestedPorts = [{containerPort: 80, hostPort: 8080, protocol: 'tcp'}];

function check(driver: 'macvlan' | 'bridge', priority = 0, host = {}) {
	const networks = [networkNamed('a-lan', {driver}), networkNamed('front')];
	const places = [placeOn('a-lan'), placeOn('front', {gatewayPriority: priority})];
	const containers = [containerNamed('web', places, {details: {...plainDetails, requestedPorts}})];
	return [...connWrongDefaultGateway.check(snapshotOf({networks, containers, host}))];
}

test('ports are asked for, and the gateway is on a macvlan', () => {
	expect(check('macvlan')).toMatchObject([
		{
			subject: {kind: 'container', name: 'web'},
			evidence: [{value: 'a-lan', expected: 'front'}, {value: 'none published'}],
		},
	]);
});

test('gateway priorities are offered where the engine knows them', () => {
	const fixOf = (host = {}) => check('macvlan', 0, host)[0]?.fix?.commands.join('\n');
	expect(fixOf()).toContain('--gw-priority 1 front web');
	expect(fixOf({version: '26.1.5', apiVersion: '1.45'})).toBe('docker network disconnect a-lan web');
});

test('nothing where the bridge has the priority, or the gateway is on a bridge', () => {
	expect(check('macvlan', 1)).toEqual([]);
	expect(check('bridge')).toEqual([]);
});

test('what leaves by a network that does not masquerade was measured to be lost, and another network leads out', () => {
	const options = {'com.docker.network.bridge.enable_ip_masquerade': 'false'};
	const networks = [networkNamed('a-bare', {options}), networkNamed('front')];
	const check = (fromWeb: 'ok' | 'timeout', places = [placeOn('a-bare'), placeOn('front')]) => {
		const to = (probe: Probed<'tcp'>) =>
			({...probe, result: {...probe.result!, address: '198.51.100.10'}}) as Probed<'tcp'>;
		const probes = [to(connection('web', fromWeb)), to(connection('host', 'ok'))];
		const snapshot = snapshotOf({networks, containers: [containerNamed('web', places)], probes});
		const [gateway, masquerade] = [connWrongDefaultGateway, connMasqueradeMissing].map(rule => [
			...rule.check(snapshot),
		]);
		return {gateway, masquerade};
	};
	expect(check('timeout')).toMatchObject({
		gateway: [{severity: 'high', subject: {name: 'web'}, evidence: [{value: 'a-bare', expected: 'front'}, {}, {}]}],
		masquerade: [],
	});
	expect(check('ok')).toEqual({gateway: [], masquerade: []});
	expect(check('timeout', [placeOn('a-bare')])).toMatchObject({gateway: [], masquerade: [{}]});
});
