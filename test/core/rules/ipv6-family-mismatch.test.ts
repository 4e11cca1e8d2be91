import {expect, test} from 'vitest';
import {ipv6FamilyMismatch} from '../../../source/core/rules/ipv6-family-mismatch.js';
import {containerNamed, networkNamed, placeOn, plainDetails, snapshotOf} from '../../objects.js';

const six = {ipv4: '172.18.0.2', ipv6: 'fd00::2'};

function check(
	db: {ipv4?: string; ipv6?: string},
	sysctls: Record<string, string> = {},
	ipv6 = true,
	driver = 'bridge',
) {
	const containers = [
		containerNamed('web', [placeOn('front', six)]),
		containerNamed('db', [placeOn('front', db)], {details: {...plainDetails, sysctls}}),
	];
	return [...ipv6FamilyMismatch.check(snapshotOf({networks: [networkNamed('front', {ipv6, driver})], containers}))];
}

test('one without IPv6 among others', () => {
	expect(check({ipv4: '172.18.0.3'})).toMatchObject([
		{subject: {kind: 'container', name: 'db'}, evidence: [{value: 'none'}, {value: 'true'}]},
	]);
	expect(check({ipv4: '172.18.0.3'}, {}, true, 'macvlan')).toHaveLength(1);
	// The loopback's is another matter.
	expect(check({ipv4: '172.18.0.3'}, {'net.ipv6.conf.lo.disable_ipv6': '1'})[0]?.severity).toBeUndefined();
	expect(check({ipv4: '172.18.0.3'}, {'net.ipv6.conf.all.disable_ipv6': '1'})).toMatchObject([{severity: 'low'}]);
});

test('nothing where all have it, or the network has none', () => {
	expect(check({ipv4: '172.18.0.3', ipv6: 'fd00::3'})).toEqual([]);
	expect(check({ipv4: '172.18.0.3'}, {}, false)).toEqual([]);
	expect(check({ipv4: '172.18.0.3'}, {}, true, 'overlay')).toEqual([]);
});
