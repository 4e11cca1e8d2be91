import {expect, test} from 'vitest';
import {pluginError} from '../../../source/core/rules/plugin-error.js';
import {containerNamed, snapshotOf} from '../../objects.js';

const found = (error: string) => [
	...pluginError.check(snapshotOf({containers: [containerNamed('web', [], {state: 'created', error})]})),
];

// Both texts are those of the engines’ sources.
test('the engine’s error text', () => {
	const error = 'NetworkDriver.Join: no route to the controller';
	expect(found(error)).toMatchObject([{subject: {name: 'web'}, evidence: [{at: 'web State.Error', value: error}]}]);
});

test('a text that is something else', () => {
	expect(
		found(
			'legacy plugin: error looking up driver: could not find plugin weave in v1 plugin registry: plugin not found',
		),
	).toEqual([]);
});
