import {expect, test} from 'vitest';
import {swarmFeatureIncompatible} from '../../../source/core/rules/swarm-feature-incompatible.js';
import {containerNamed, snapshotOf} from '../../objects.js';

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
