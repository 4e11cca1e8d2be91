import {expect, test} from 'vitest';
import {overlayVipDead} from '../../../source/core/rules/overlay-vip-dead.js';
import {networkNamed, snapshotOf} from '../../objects.js';
import {connection} from './measured.js';

const details = {
	live: [],
	peers: [],
	known: [
		{service: 'web', vip: '10.0.1.2', name: 'web.1.x', address: '10.0.1.3'},
		{service: 'web', vip: '10.0.1.2', name: 'web.2.y', address: '10.0.1.4'},
	],
};
const networks = [networkNamed('net', {driver: 'overlay', details})];
const found = (...probes: ReturnType<typeof connection>[]) => [...overlayVipDead.check(snapshotOf({networks, probes}))];

test('tasks answer and the virtual IP does not', () => {
	const measured = [connection('client', '10.0.1.2', 8080, 'timeout'), connection('client', '10.0.1.4', 8080, 'ok')];
	const [one] = found(...measured);
	expect(one).toMatchObject({subject: {kind: 'service', name: 'web'}});
	expect(one?.message).toContain('10.0.1.2');
	expect(one?.evidence.map(({value}) => value)).toEqual(['timeout: 10.0.1.2:8080 timeout', 'ok: 10.0.1.4:8080 ok']);
});

test('the virtual IP answers, nothing answers, or tasks answer on another port', () => {
	expect(found(connection('client', '10.0.1.2', 8080, 'ok'), connection('client', '10.0.1.4', 8080, 'ok'))).toEqual([]);
	expect(
		found(connection('client', '10.0.1.2', 80, 'refused'), connection('client', '10.0.1.4', 80, 'refused')),
	).toEqual([]);
	expect(found(connection('client', '10.0.1.2', 81, 'refused'), connection('client', '10.0.1.4', 80, 'ok'))).toEqual(
		[],
	);
});
