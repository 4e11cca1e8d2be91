import {expect, test} from 'vitest';
import {ipamSubnetExhausted} from '../../../source/core/rules/ipam-subnet-exhausted.js';
import {containerNamed, networkNamed, placeOn, snapshotOf} from '../../objects.js';
import {service, task} from './common-objects.js';

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

test('tasks of an overlay stay new for want of an address; with room there is another reason', () => {
	const check = (cidr: string, state = 'new') => {
		const mesh = networkNamed('mesh', {driver: 'overlay', scope: 'swarm', subnets: [{cidr, auxiliary: {}}]});
		const running = [3, 4, 5, 6].map(at =>
			task('web', `t${at}`, 'running', {addresses: [{networkId: 'id-of-mesh', address: `10.0.1.${at}`}]}),
		);
		const tasks = [...running, task('web', 't9', state, {desiredState: 'running'})];
		const swarm = {services: [service('web')], tasks, nodes: []};
		return [...ipamSubnetExhausted.check(snapshotOf({networks: [mesh], swarm}))];
	};
	expect(check('10.0.1.0/29')).toMatchObject([
		{
			subject: {kind: 'network', name: 'mesh'},
			evidence: [{value: '6 of 6 addresses taken at least'}, {at: 'web Task.Status.State', value: 'new'}],
		},
	]);
	expect(check('10.0.1.0/24')).toEqual([]);
	expect(check('10.0.1.0/29', 'preparing')).toEqual([]);
});
