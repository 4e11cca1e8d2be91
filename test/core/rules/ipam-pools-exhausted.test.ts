import {expect, test} from 'vitest';
import {ipamPoolsExhausted} from '../../../source/core/rules/ipam-pools-exhausted.js';
import {containerNamed, networkNamed, snapshotOf} from '../../objects.js';

const found = (error: string) => [
	...ipamPoolsExhausted.check(snapshotOf({containers: [containerNamed('web', [], {state: 'created', error})]})),
];

// Both texts are those of the engines’ sources.
test('the engine’s error text', () => {
	const error = 'all predefined address pools have been fully subnetted';
	expect(found(error)).toMatchObject([{subject: {name: 'web'}, evidence: [{at: 'web State.Error', value: error}]}]);
});

test('a text that is something else', () => {
	expect(found("no available IPv4 addresses on this network's address pools: small (008d6916ac8d)")).toEqual([]);
});

test('the networks hold every subnet of the pools, or all but one', () => {
	const addressPools = [{base: '10.64.0.0/22', size: 24}];
	const check = (...cidrs: readonly string[]) => {
		const networks = cidrs.map((cidr, at) => networkNamed(`n${at}`, {subnets: [{cidr, auxiliary: {}}]}));
		return [...ipamPoolsExhausted.check(snapshotOf({host: {addressPools}, networks}))];
	};
	const [one] = check('10.64.0.0/23', '10.64.2.0/24', '10.64.3.128/25');
	expect(one).toMatchObject({severity: 'medium', subject: {kind: 'host', name: 'lab-a'}});
	expect(one?.evidence.map(({value}) => value)).toEqual(['not set (10.64.0.0/22 in /24)', '3 subnets, none free']);
	expect(check('10.64.0.0/23', '10.64.2.0/24', '10.65.0.0/24')).toEqual([]);
});

test('networks of the swarm take none of them, and an engine may not tell its pools', () => {
	const overlay = networkNamed('mesh', {
		driver: 'overlay',
		scope: 'swarm',
		subnets: [{cidr: '10.64.0.0/24', auxiliary: {}}],
	});
	const addressPools = [{base: '10.64.0.0/24', size: 24}];
	expect([...ipamPoolsExhausted.check(snapshotOf({host: {addressPools}, networks: [overlay]}))]).toEqual([]);
	expect([...ipamPoolsExhausted.check(snapshotOf({networks: [{...overlay, scope: 'local'}]}))]).toEqual([]);
});
