import {expect, test} from 'vitest';
import type {Observation} from '../../../source/core/model/observation.js';
import {mtuOverlaySemantics} from '../../../source/core/rules/mtu-overlay-semantics.js';
import {containerNamed, lab, networkNamed, placeOn, snapshotOf} from '../../objects.js';
import {hostBehindRouter} from './pings.js';

const option = 'com.docker.network.driver.mtu';

/** A node whose interface `eth0` has that MTU, and a network with a container. */
function check(mtu: number, options: Readonly<Record<string, string>>, driver = 'overlay', nodeAddress = '10.77.0.28') {
	const seen = hostBehindRouter('eth0');
	const routes = {...seen.routes!, interfaces: seen.routes!.interfaces.map(each => ({...each, mtu}))};
	const observations: Record<string, Partial<Observation>> = {[lab]: {routes}};
	const networks = [networkNamed('net', {driver, options})];
	const host = {swarm: {state: 'active', manager: false, nodeAddress}} as const;
	const containers = [containerNamed('web', [placeOn('net')])];
	return [...mtuOverlaySemantics.check(snapshotOf({host, networks, containers, observations}))];
}

test('an overlay that takes what is beneath for larger than it is', () => {
	const [one] = check(1450, {});
	expect(one).toMatchObject({confidence: 'observed', subject: {name: 'net'}});
	expect(one?.message).toContain('up to 1450 bytes');
	expect(one?.evidence.map(({value}) => value)).toEqual(['1450', 'not set (1500)']);
	expect(check(1400, {[option]: '1450', encrypted: ''})[0]?.message).toContain('up to 1372 bytes');
	// What stands in for it is encrypted, too.
	expect(check(1400, {[option]: '1450', encrypted: ''})[0]?.fix?.commands[0]).toContain('--opt encrypted');
	// The address that others know is not one of its own.
	expect(check(1450, {}, 'overlay', '192.0.2.1')).toHaveLength(1);
});

test('the option of macvlan does nothing', () => {
	expect(check(1500, {[option]: '1400'}, 'macvlan')).toMatchObject([{severity: 'info'}]);
	expect(check(1500, {}, 'macvlan')).toEqual([]);
});

test('it fits, or it is a bridge', () => {
	expect(check(1500, {})).toEqual([]);
	expect(check(1400, {[option]: '1400'})).toEqual([]);
	expect(check(1400, {}, 'bridge')).toEqual([]);
});
