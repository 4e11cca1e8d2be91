import {expect, test} from 'vitest';
import {macvlanParentMissing} from '../../../source/core/rules/macvlan-parent-missing.js';
import {containerNamed, snapshotOf} from '../../objects.js';

const found = (error: string) => [
	...macvlanParentMissing.check(snapshotOf({containers: [containerNamed('web', [], {state: 'created', error})]})),
];

// Both texts are those of the engines’ sources.
test('the engine’s error text', () => {
	const error = 'the requested parent interface eth9 was not found on the Docker host';
	expect(found(error)).toMatchObject([{subject: {name: 'web'}, evidence: [{at: 'web State.Error', value: error}]}]);
});

test('a text that is something else', () => {
	expect(found('failed to create the macvlan port: device or resource busy')).toEqual([]);
});
