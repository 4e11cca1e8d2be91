import {expect, test} from 'vitest';
import {connWrongDefaultGateway} from '../../../source/core/rules/conn-wrong-default-gateway.js';
import {lostBridge} from '../../../source/core/rules/lost-gateway.js';
import {containerNamed, lab, networkNamed, noTraffic, placeOn, plainDetails, snapshotOf} from '../../objects.js';
import {routesOf} from './sockets.js';

const mac = '02:42:ac:12:00:02';
const front = networkNamed('front', {
	id: 'id-of-front',
	subnets: [{cidr: '172.18.0.0/16', gateway: '172.18.0.1', auxiliary: {}}],
});
const seen = {at: plainDetails.startedAt! + 1000};

function world(routes: readonly string[], ports: readonly number[] = [], facts = {}, observation = {}) {
	const published = ports.map(hostPort => ({hostIp: '0.0.0.0', hostPort, containerPort: 80, protocol: 'tcp'}));
	const place = placeOn('front', {ipv4: '172.18.0.2', gateway: '172.18.0.1', mac});
	const web = containerNamed('web', [place], {ports: published, details: plainDetails, ...facts});
	const read = routesOf(...routes).routes;
	const interfaces = [{...noTraffic, name: 'eth0', mac, addresses: []}];
	return snapshotOf({
		networks: [front],
		containers: [web],
		observations: {web: {...seen, routes: {...read, interfaces}, ...observation}},
	});
}

const check = (...parameters: Parameters<typeof world>) => [...connWrongDefaultGateway.check(world(...parameters))];
const own = '172.18.0.0/16 eth0';

test('the default route that the engine gave is gone', () => {
	expect(check([own], [8080])).toMatchObject([
		{
			severity: 'high',
			confidence: 'observed',
			subject: {kind: 'container', name: 'web'},
			message: expect.stringContaining('published ports (8080)'),
			evidence: [{value: 'none', expected: 'via 172.18.0.1'}, {value: '172.18.0.1'}],
			fix: {commands: [expect.stringMatching(/ip route add default via 172\.18\.0\.1$/)]},
		},
	]);
	expect(check([own])).toMatchObject([{severity: 'medium'}]);
});

test('the interface is down: no route leads to the network either', () => {
	expect(check([])).toMatchObject([{severity: 'high', message: expect.stringContaining('no route to front')}]);
	expect(check(['0.0.0.0/0 tun0'])).toMatchObject([{message: expect.stringContaining('no route to front')}]);
});

test('nothing where it is there, as one or as two halves, or where that is not known', () => {
	expect(check([own, '0.0.0.0/0 eth0'])).toEqual([]);
	expect(check([own, '0.0.0.0/1 tun0', '128.0.0.0/1 tun0'], [8080])).toEqual([]);
	// It was connected, or started, after its routes were read.
	expect(check([], [], {}, {routes: {...routesOf().routes}})).toEqual([]);
	expect(check([], [], {}, {at: plainDetails.startedAt! - 1000})).toEqual([]);
	expect(check([], [], {state: 'exited'})).toEqual([]);
});

test('a bridge of the host that has lost its address, and one that was not there when that was read', () => {
	const host = (name: string, address: string) => {
		const interfaces = [{...noTraffic, name, addresses: [address]}];
		const observations = {[lab]: {routes: {...routesOf().routes, interfaces}}};
		return snapshotOf({networks: [front], observations});
	};
	expect(lostBridge(front, host('br-id-of-front', 'fe80::1/64'))).toBe('172.18.0.1');
	expect(lostBridge(front, host('br-id-of-front', '172.18.0.1/16'))).toBeUndefined();
	expect(lostBridge(front, host('eth0', '10.77.0.28/24'))).toBeUndefined();
});
