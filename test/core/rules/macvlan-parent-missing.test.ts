import {expect, test} from 'vitest';
import {macvlanParentMissing} from '../../../source/core/rules/macvlan-parent-missing.js';
import {containerNamed, lab, networkNamed, noTraffic, placeOn, snapshotOf} from '../../objects.js';

const found = (error: string) => [
	...macvlanParentMissing.check(snapshotOf({containers: [containerNamed('web', [], {state: 'created', error})]})),
];

// Both texts are those of the engines’ sources.
test('the engine’s error text', () => {
	const error = 'the requested parent interface eth9 was not found on the Docker host';
	expect(found(error)).toMatchObject([{subject: {name: 'web'}, evidence: [{at: 'web State.Error', value: error}]}]);
});

test('a text that is something else', () => {
	expect(found('failed to create the macvlan port: device or resource busy')).toEqual([]);
});

function onLan(parent: string | undefined, facts = {}, interfaces: readonly string[] = ['lo', 'ens3']) {
	const options: Readonly<Record<string, string>> = parent ? {parent} : {};
	const routes = {
		result: 'ok' as const,
		message: '',
		routes: [],
		interfaces: interfaces.map(name => ({name, addresses: [], ...noTraffic})),
	};
	const networks = [networkNamed('lan', {driver: 'macvlan', options, ...facts})];
	const containers = [containerNamed('web', [placeOn('lan', {ipv4: '192.168.1.9'})])];
	return [...macvlanParentMissing.check(snapshotOf({networks, containers, observations: {[lab]: {routes}}}))];
}

test('the host has no interface of that name', () => {
	expect(onLan('eth0')).toMatchObject([
		{severity: 'high', subject: {kind: 'network', name: 'lan'}, evidence: [{value: 'eth0'}, {value: 'lo, ens3'}]},
	]);
	expect(onLan('ens3')).toEqual([]);
	expect(onLan('eth0', {}, [])).toEqual([]);
});

test('no parent was named, by accident; or on purpose, or by the network that it has its settings from', () => {
	expect(onLan(undefined)).toMatchObject([{severity: 'medium', evidence: [{at: 'lan Options.parent'}]}]);
	expect(onLan(undefined, {internal: true})).toEqual([]);
	expect(onLan(undefined, {configFrom: 'lan-config'})).toEqual([]);
});
