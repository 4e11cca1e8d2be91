import {expect, test} from 'vitest';
import {connBridgeTooManyEndpoints} from '../../../source/core/rules/conn-bridge-too-many-endpoints.js';
import {containerNamed, networkNamed, placeOn, snapshotOf} from '../../objects.js';

const check = (count: number) => {
	const containers = Array.from({length: count}, (_, at) => containerNamed(`web-${at}`, [placeOn('front')]));
	return [...connBridgeTooManyEndpoints.check(snapshotOf({networks: [networkNamed('front')], containers}))];
};

test('a container that found no place', () => {
	const error = 'adding interface veth1 to bridge br-0 failed: exchange full';
	const containers = [containerNamed('late', [placeOn('front')], {state: 'created', error})];
	expect([...connBridgeTooManyEndpoints.check(snapshotOf({containers}))]).toMatchObject([
		{severity: 'high', subject: {name: 'late'}, evidence: [{value: error}]},
	]);
});

test('900 are many, 899 are not', () => {
	expect(check(900)).toMatchObject([{subject: {kind: 'network', name: 'front'}, evidence: [{value: '900'}]}]);
	expect(check(899)).toEqual([]);
});
