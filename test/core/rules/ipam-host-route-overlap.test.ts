import {expect, test} from 'vitest';
import {ipamHostRouteOverlap} from '../../../source/core/rules/ipam-host-route-overlap.js';
import {lab, networkNamed, snapshotOf} from '../../objects.js';
import {routesOf} from './sockets.js';

const shop = networkNamed('shop', {
	id: '0123456789abcdef',
	subnets: [{cidr: '10.99.5.0/24', gateway: '10.99.5.1', auxiliary: {}}],
});
/** What every host of the lab has. */
const usual = ['0.0.0.0/0 eth0', '10.77.0.0/24 eth0', '10.99.5.0/24 br-0123456789ab', 'fe80::/64 eth0'];

function found(routes: readonly string[], facts = {}) {
	const networks = [{...shop, ...facts}];
	return [...ipamHostRouteOverlap.check(snapshotOf({networks, observations: {[lab]: routesOf(...usual, ...routes)}}))];
}

test('a route of the host for the network’s addresses, or for some of them', () => {
	expect(found(['10.99.5.0/24 tun0'])).toMatchObject([
		{subject: {name: 'shop'}, evidence: [{source: 'host', value: '10.99.5.0/24 dev tun0'}, {value: '10.99.5.0/24'}]},
	]);
	expect(found(['10.99.5.64/26 tun0'])[0]).not.toHaveProperty('severity');
	expect(ipamHostRouteOverlap.severity).toBe('high');
});

test('a larger range that the network is a part of weighs little', () => {
	expect(found(['10.0.0.0/8 tun0'])).toMatchObject([
		{
			severity: 'low',
			message: expect.stringContaining('lies in a range that the host routes elsewhere (10.0.0.0/8 dev tun0)'),
		},
	]);
});

test('nothing by the network’s own bridge, by default routes and those that reject, next to it, or on the LAN on purpose', () => {
	expect(found([])).toEqual([]);
	expect(found(['10.99.4.0/24 tun0'])).toEqual([]);
	expect(found(['10.99.5.0/24 eth0'], {driver: 'macvlan'})).toEqual([]);
	const routes = [{destination: '10.0.0.0/8', interface: 'lo', metric: 0, rejects: true as const}];
	const rejecting = {routes: {...routesOf().routes, routes}};
	expect([...ipamHostRouteOverlap.check(snapshotOf({networks: [shop], observations: {[lab]: rejecting}}))]).toEqual([]);
});

test('a bridge of another name is known by its address', () => {
	const {routes} = routesOf('10.99.5.0/24 podman1');
	const counters = {rxErrors: 0, rxDropped: 0, txErrors: 0, txDropped: 0};
	const interfaces = [{name: 'podman1', addresses: ['10.99.5.1/24'], ...counters}];
	const observations = {[lab]: {routes: {...routes, interfaces}}};
	expect([...ipamHostRouteOverlap.check(snapshotOf({networks: [shop], observations}))]).toEqual([]);
});

test('without the routes of the host it says why it is silent', () => {
	const snapshot = snapshotOf({networks: [shop]});
	expect(ipamHostRouteOverlap.skip?.(snapshot)).toBe('the routes of the engine’s host were not read');
	expect([...ipamHostRouteOverlap.check(snapshot)]).toEqual([]);
});

test('the halves of a default route of a VPN are default routes', () => {
	expect(found(['0.0.0.0/1 tun0', '128.0.0.0/1 tun0'])).toEqual([]);
});

test('what is made again is as it was; networks of the engine’s own get another subnet in their own ways', () => {
	const commands = (facts = {}) => found(['10.99.5.0/24 tun0'], facts)[0]?.fix?.commands.at(-1);
	const options = {encrypted: ''};
	expect(commands({driver: 'overlay', attachable: true, options})).toBe(
		'docker network create --driver overlay --attachable --subnet SUBNET --opt encrypted shop',
	);
	expect(commands({name: 'bridge', builtIn: true})).toBe('systemctl restart docker');
	expect(commands({name: 'ingress', driver: 'overlay', ingress: true, builtIn: true})).toBe(
		'docker network create --ingress --driver overlay --subnet SUBNET ingress',
	);
});
