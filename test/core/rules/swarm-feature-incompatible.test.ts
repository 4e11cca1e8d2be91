import {expect, test} from 'vitest';
import {swarmFeatureIncompatible} from '../../../source/core/rules/swarm-feature-incompatible.js';
import {containerNamed, networkNamed, placeOn, snapshotOf} from '../../objects.js';

const found = (error: string) => [
	...swarmFeatureIncompatible.check(snapshotOf({containers: [containerNamed('web', [], {state: 'created', error})]})),
];

// Both texts are those of the engines’ sources.
test('the engine’s error text', () => {
	const error = '--live-restore daemon configuration is incompatible with swarm mode';
	expect(found(error)).toMatchObject([{subject: {name: 'web'}, evidence: [{at: 'web State.Error', value: error}]}]);
});

test('a text that is something else', () => {
	expect(found('This node is not a swarm manager. Use "docker swarm init"')).toEqual([]);
});

test('an engine without root that has containers on an overlay', () => {
	const check = (rootless: boolean, driver = 'overlay') =>
		[
			...swarmFeatureIncompatible.check(
				snapshotOf({
					host: {rootless, swarm: {state: 'active', manager: true}},
					networks: [networkNamed('mesh', {driver})],
					containers: [containerNamed('web', [placeOn('mesh')])],
				}),
			),
		].map(({subject, evidence}) => `${subject.kind} ${evidence[0]?.value}`);
	expect(check(true)).toEqual(['host name=rootless']);
	expect(check(false)).toEqual([]);
	expect(check(true, 'bridge')).toEqual([]);
});
