import {expect, test} from 'vitest';
import {overlayNeedsSwarmManager} from '../../../source/core/rules/overlay-needs-swarm-manager.js';
import {containerNamed, snapshotOf} from '../../objects.js';

const found = (error: string) => [
	...overlayNeedsSwarmManager.check(snapshotOf({containers: [containerNamed('web', [], {state: 'created', error})]})),
];

// Both texts are those of the engines’ sources.
test('the engine’s error text', () => {
	const error =
		'This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.';
	expect(found(error)).toMatchObject([{subject: {name: 'web'}, evidence: [{at: 'web State.Error', value: error}]}]);
});

test('a text that is something else', () => {
	expect(found('no suitable node')).toEqual([]);
});
