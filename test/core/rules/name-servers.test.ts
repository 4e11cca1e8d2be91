import {expect, test} from 'vitest';
import type {Container} from '../../../source/core/model/container.js';
import type {Network} from '../../../source/core/model/network.js';
import {serverSets} from '../../../source/core/rules/name-servers.js';
import {containerNamed, lab, networkNamed, placeOn, plainDetails, snapshotOf} from '../../objects.js';
import {generated, legacy} from './resolv-confs.js';

const withDns = (dns: readonly string[]): Partial<Container> => ({details: {...plainDetails, dns}});
const on = (name: string, network: string, facts: Partial<Container> = {}) =>
	containerNamed(name, [placeOn(network)], facts);

function chosen(
	containers: readonly Container[],
	files: Readonly<Record<string, string>>,
	front: Partial<Network> = {},
) {
	const observations = Object.fromEntries(Object.entries(files).map(([name, resolvConf]) => [name, {resolvConf}]));
	const networks = [networkNamed('front', front), networkNamed('bridge', {builtIn: true})];
	return serverSets(snapshotOf({networks, containers, observations}), lab).map(({name}) => name);
}

test('one container for each set of name servers', () => {
	const containers = [on('a', 'front'), on('b', 'front'), on('c', 'front', withDns(['192.0.2.53'])), on('d', 'bridge')];
	expect(chosen(containers, {a: generated, b: generated, c: generated, d: legacy})).toEqual(['a', 'c', 'd']);
});

test('nobody whose way out is in doubt, and nobody whose file was changed', () => {
	const options = {'com.docker.network.bridge.enable_ip_masquerade': 'false'};
	expect(chosen([on('a', 'front')], {a: generated}, {internal: true})).toEqual([]);
	expect(chosen([on('a', 'front')], {a: generated}, {options})).toEqual([]);
	expect(chosen([on('a', 'front')], {a: 'nameserver 192.0.2.1\n'})).toEqual([]);
	expect(chosen([on('a', 'front', {state: 'exited'})], {a: generated})).toEqual([]);
});
