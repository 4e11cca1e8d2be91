import {expect, test} from 'vitest';
import type {Network} from '../../../source/core/model/network.js';
import {macvlanNoGateway} from '../../../source/core/rules/macvlan-no-gateway.js';
import {containerNamed, networkNamed, placeOn, snapshotOf} from '../../objects.js';
import {routesOf} from './sockets.js';

const subnets = [{cidr: '192.168.1.0/24', auxiliary: {}}];
const lan = networkNamed('lan', {driver: 'macvlan', options: {parent: 'eth0'}, subnets});
const on = (name: string, gateway?: string) => placeOn(name, {ipv4: '192.168.1.9', ...(gateway && {gateway})});

function found(version: string, network: Network = lan, endpoints = [on('lan')], routes?: readonly string[]) {
	const networks = [network, networkNamed('front')];
	const observations = {camera: routes ? routesOf(...routes) : {}};
	const containers = [containerNamed('camera', endpoints)];
	return [...macvlanNoGateway.check(snapshotOf({host: {version}, networks, containers, observations}))];
}

test('since 29, a network on which nobody named a gateway', () => {
	expect(found('29.0.1')).toMatchObject([
		{subject: {name: 'camera'}, confidence: 'predicted', evidence: [{value: 'none'}, {value: 'none'}]},
	]);
	expect(found('29.0.1', lan, [on('lan')], ['192.168.1.0/24 eth0'])).toMatchObject([{confidence: 'observed'}]);
	expect(macvlanNoGateway.severity).toBe('high');
});

test('without a parent already since 28, which weighs little', () => {
	expect(found('28.5.2', {...lan, options: {}})).toMatchObject([{severity: 'low'}]);
	expect(found('26.1.5', {...lan, options: {}})).toEqual([]);
});

test('nothing on engines that invent one, with one, with another way out or a route of its own', () => {
	expect(found('28.5.2', lan, [on('lan', '192.168.1.1')])).toEqual([]);
	expect(
		found('29.0.1', {...lan, subnets: [{...subnets[0]!, gateway: '192.168.1.1'}]}, [on('lan', '192.168.1.1')]),
	).toEqual([]);
	expect(found('29.0.1', lan, [on('lan'), placeOn('front')])).toEqual([]);
	expect(found('29.0.1', lan, [on('lan')], ['0.0.0.0/0 eth0'])).toEqual([]);
});

test('nothing where none is wanted: internal, or ipvlan l3', () => {
	expect(found('29.0.1', {...lan, internal: true})).toEqual([]);
	const ipvlan = {...lan, driver: 'ipvlan'};
	expect(found('29.0.1', ipvlan)).toHaveLength(1);
	expect(found('29.0.1', {...ipvlan, options: {parent: 'eth0', ipvlan_mode: 'l3'}})).toEqual([]);
});
