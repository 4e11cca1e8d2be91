import {expect, test} from 'vitest';
import {ipv6Ip6tables} from '../../../source/core/rules/ipv6-ip6tables.js';
import {containerNamed, networkNamed, placeOn, snapshotOf} from '../../objects.js';

function found(version: string, network = {}, container = {}) {
	const web = containerNamed('web', [placeOn('front', {ipv6: 'fd00::2'})], container);
	const networks = [networkNamed('front', {ipv6: true, ...network})];
	return [...ipv6Ip6tables.check(snapshotOf({host: {version}, networks, containers: [web]}))];
}

/** As engines write it on kernels without the tables (moby, iptables.go). */
const error =
	"driver failed programming external connectivity on endpoint web (0bfe8c0c): iptables failed: ip6tables --wait -t nat -A DOCKER: ip6tables v1.8.11 (legacy): can't initialize ip6tables table `nat': Table does not exist (do you need to insmod?)";

test('a container that did not start as there are no tables of IPv6', () => {
	expect(found('28.5.2', {}, {state: 'created', error})).toMatchObject([
		{subject: {name: 'web'}, evidence: [{value: error}], fix: {commands: ['modprobe ip6_tables']}},
	]);
	const v4 = error.replaceAll('ip6tables', 'iptables');
	expect(found('28.5.2', {}, {state: 'created', error: v4})).toEqual([]);
});

test('before 27, IPv6 of a network is a matter of fact', () => {
	expect(found('26.1.5')).toMatchObject([
		{severity: 'info', subject: {name: 'front'}, evidence: [{value: 'true'}, {value: '26.1.5'}]},
	]);
});

test('nothing of later engines, internal networks and those without members', () => {
	expect(found('27.0.1')).toEqual([]);
	expect(found('26.1.5', {internal: true})).toEqual([]);
	expect(found('26.1.5', {}, {state: 'exited'})).toEqual([]);
});
