import {expect, test} from 'vitest';
import type {Probed} from '../../../source/core/probes/probed.js';
import {connMasqueradeMissing} from '../../../source/core/rules/conn-masquerade-missing.js';
import {containerNamed, networkNamed, placeOn, snapshotOf} from '../../objects.js';
import {connection} from './dropped.js';

const networks = [networkNamed('front', {subnets: [{cidr: '172.18.0.0/16', auxiliary: {}}]})];
const containers = [containerNamed('web', [placeOn('front', {ipv4: '172.18.0.2'})])];

function check(address: string, fromWeb: 'ok' | 'timeout', fromHost: 'ok' | 'timeout') {
	const to = (probe: Probed<'tcp'>) => ({...probe, result: {...probe.result!, address}}) as Probed<'tcp'>;
	const probes = [to(connection('web', fromWeb)), to(connection('host', fromHost))];
	return [...connMasqueradeMissing.check(snapshotOf({networks, containers, probes}))];
}

test('the host gets there, its container does not', () => {
	expect(check('198.51.100.10', 'timeout', 'ok')).toMatchObject([
		{confidence: 'observed', subject: {kind: 'network', name: 'front'}},
	]);
});

test('nothing where neither does, both do, or the address is a container’s', () => {
	expect(check('198.51.100.10', 'timeout', 'timeout')).toEqual([]);
	expect(check('198.51.100.10', 'ok', 'ok')).toEqual([]);
	expect(check('172.18.0.3', 'timeout', 'ok')).toEqual([]);
});
