import {expect, test} from 'vitest';
import {ipamSubnetExhausted} from '../../../source/core/rules/ipam-subnet-exhausted.js';
import {containerNamed, networkNamed, placeOn, snapshotOf} from '../../objects.js';

const small = networkNamed('small', {subnets: [{cidr: '10.90.0.0/29', gateway: '10.90.0.1', auxiliary: {}}]});
const some = (count: number) =>
	Array.from({length: count}, (_, index) =>
		containerNamed(`c${index}`, [placeOn('small', {ipv4: `10.90.0.${index + 2}`})]),
	);
// From the lab’s 28.5.
const late = containerNamed('late', [placeOn('small')], {
	state: 'created',
	error:
		"failed to set up container networking: no available IPv4 addresses on this network's address pools: small (008d6916ac8da81a5fd9c2bb8106f1a396d9a24dc872b76f9428f554acd846a1)",
});
const found = (containers: readonly (typeof late)[]) => [
	...ipamSubnetExhausted.check(snapshotOf({networks: [small], containers})),
];

test('a network that is full, and the container that did not fit in', () => {
	expect(found([...some(5), late])).toMatchObject([
		{subject: {kind: 'network', name: 'small'}, evidence: [{value: '6 of 6 addresses taken'}]},
		{subject: {kind: 'container', name: 'late'}, evidence: [{value: late.error}]},
	]);
});

test('a network that is as full as it was meant to be weighs little; one with room is fine', () => {
	expect(found(some(5))).toMatchObject([{subject: {name: 'small'}, severity: 'low'}]);
	expect(found(some(4))).toEqual([]);
});
