import {expect, test} from 'vitest';
import {perfInterfaceErrors} from '../../../source/core/rules/perf-interface-errors.js';
import {containerNamed, lab, placeOn, snapshotOf} from '../../objects.js';
import {hostBehindRouter} from './pings.js';

/** An interface of `place` that sent and received 1000 packets. */
function check(counters: object, place = 'web', name = 'eth0') {
	const {routes} = hostBehindRouter('eth0');
	const interfaces = routes!.interfaces.map(each => ({...each, name, rxPackets: 1000, txPackets: 1000, ...counters}));
	const containers = [containerNamed('web', [placeOn('front')])];
	return [
		...perfInterfaceErrors.check(snapshotOf({containers, observations: {[place]: {routes: {...routes!, interfaces}}}})),
	];
}

test('packets that came with errors, and those that were not sent', () => {
	const [one] = check({rxErrors: 250});
	expect(one).toMatchObject({subject: {kind: 'container', name: 'web'}, evidence: [{value: '250 of 1250 packets'}]});
	expect(one?.severity).toBeUndefined();
	expect(one?.message).toContain('lost 250 of the packets received (20 %)');
	expect(check({txErrors: 20, txDropped: 40})).toMatchObject([{evidence: [{value: '20 and 40 of 1060 packets'}]}]);
	expect(check({rxErrors: 30}, lab)).toMatchObject([{subject: {kind: 'host'}}]);
});

test('few among many are worth a word', () => {
	expect(check({rxErrors: 30, rxPackets: 1_000_000})).toMatchObject([{severity: 'info'}]);
});

test('a handful, received packets that nobody wants, another interface of the host, or nothing seen', () => {
	expect(check({rxErrors: 19, txDropped: 5})).toEqual([]);
	expect(check({rxDropped: 500})).toEqual([]);
	expect(check({rxErrors: 500}, lab, 'docker0')).toEqual([]);
	expect(check({rxErrors: 500}, 'web', 'lo')).toEqual([]);
	expect(perfInterfaceErrors.skip?.(snapshotOf())).toContain('no interfaces');
});
