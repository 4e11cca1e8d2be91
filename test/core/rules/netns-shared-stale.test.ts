import {expect, test} from 'vitest';
import {netnsSharedStale} from '../../../source/core/rules/netns-shared-stale.js';
import {containerNamed, placeOn, plainDetails, snapshotOf} from '../../objects.js';

const started = 1_700_000_000_000;

function check(vpnStartedAt: number) {
	const containers = [
		containerNamed('app', [], {
			networkMode: 'container:id-of-vpn',
			sharesNetworkOf: 'id-of-vpn',
			details: {...plainDetails, startedAt: started},
		}),
		containerNamed('vpn', [placeOn('front')], {details: {...plainDetails, startedAt: vpnStartedAt}}),
	];
	return [...netnsSharedStale.check(snapshotOf({containers}))];
}

test('the other restarted later; not: it started first, or just then', () => {
	expect(check(started + 60_000)).toMatchObject([
		{subject: {kind: 'container', name: 'app'}, fix: {commands: ['docker restart app']}},
	]);
	expect(check(started - 60_000)).toEqual([]);
	expect(check(started + 50)).toEqual([]);
	expect(check(started + 200)).toHaveLength(1);
});
