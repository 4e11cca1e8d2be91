import {expect, test} from 'vitest';
import type {PathProbe} from '../../source/actions/path-probe.js';
import {pathProbes} from '../../source/actions/path-probes.js';
import {hostBehindRouter} from '../core/rules/pings.js';
import {containerNamed, lab, networkNamed, placeOn, snapshotOf} from '../objects.js';

const asked = (probes: readonly PathProbe[]) =>
	probes.flatMap(({asker, kind, input}) => (kind === 'ping' ? `${asker.name} ${input.target} ${input.count}` : []));
const web = containerNamed('web', [placeOn('front', {ipv4: '172.18.0.2', gateway: '172.18.0.1'})]);
const db = containerNamed('db', [placeOn('front', {ipv4: '172.18.0.3', gateway: '172.18.0.1'})]);

function pinged(network = networkNamed('front'), host = {}) {
	const observations = {[lab]: hostBehindRouter('eth0')};
	return asked(pathProbes(snapshotOf({host, networks: [network], containers: [web, db], observations}), lab));
}

test('neighbours ping each other so often that loss shows; the router is pinged by them and by the host', () => {
	expect(pinged()).toEqual([
		'web 10.77.0.1 2',
		'db 10.77.0.1 2',
		'host 10.77.0.1 2',
		'db 172.18.0.2 10',
		'web 172.18.0.3 10',
	]);
});

test('nobody asks for the router from a network that is not masqueraded, or from an engine in a machine of its own', () => {
	const between = ['db 172.18.0.2 10', 'web 172.18.0.3 10'];
	const options = {'com.docker.network.bridge.enable_ip_masquerade': 'false'};
	expect(pinged(networkNamed('front', {options}))).toEqual(between);
	expect(pinged(networkNamed('front', {internal: true}))).toEqual(between);
	expect(pinged(networkNamed('front'), {rootless: true})).toEqual(between);
});

test.each([
	['www.shop.lab', true],
	['my alias', false],
	['10.1.0.9', false],
	['-x', false],
	['\u001b[31mred', false],
])('the engine takes any text for an alias: whether %j is looked up is %j', (alias, isAsked) => {
	const snapshot = snapshotOf({
		networks: [networkNamed('front')],
		containers: [
			containerNamed('web', [placeOn('front', {ipv4: '10.1.0.2', aliases: [alias]})]),
			containerNamed('db', [placeOn('front', {ipv4: '10.1.0.3'})]),
		],
	});
	const names = pathProbes(snapshot, lab).flatMap(({kind, input}) => (kind === 'dns' ? [input.target] : []));
	expect(names).toEqual(expect.arrayContaining(['web', 'db']));
	expect(names.includes(alias)).toBe(isAsked);
});
