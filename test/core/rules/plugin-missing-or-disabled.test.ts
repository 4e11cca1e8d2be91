import {expect, test} from 'vitest';
import {pluginMissingOrDisabled} from '../../../source/core/rules/plugin-missing-or-disabled.js';
import {containerNamed, snapshotOf} from '../../objects.js';

const found = (error: string) => [
	...pluginMissingOrDisabled.check(snapshotOf({containers: [containerNamed('web', [], {state: 'created', error})]})),
];

// Both texts are those of the engines’ sources.
test('the engine’s error text', () => {
	const error =
		'legacy plugin: error looking up driver: could not find plugin weave in v1 plugin registry: plugin not found';
	expect(found(error)).toMatchObject([{subject: {name: 'web'}, evidence: [{at: 'web State.Error', value: error}]}]);
});

test('a text that is something else', () => {
	expect(found('NetworkDriver.Join: no route to the controller')).toEqual([]);
});
