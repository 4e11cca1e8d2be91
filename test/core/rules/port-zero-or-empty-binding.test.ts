import {expect, test} from 'vitest';
import {portZeroOrEmptyBinding} from '../../../source/core/rules/port-zero-or-empty-binding.js';
import {containerNamed, snapshotOf} from '../../objects.js';

const found = (error: string) => [
	...portZeroOrEmptyBinding.check(snapshotOf({containers: [containerNamed('web', [], {state: 'created', error})]})),
];

// Both texts are those of the engines’ sources.
test('the engine’s error text', () => {
	const error = 'invalid port specification: "0/tcp"';
	expect(found(error)).toMatchObject([{subject: {name: 'web'}, evidence: [{at: 'web State.Error', value: error}]}]);
});

test('a text that is something else', () => {
	expect(found('invalid port specification: "80-/tcp"')).toEqual([]);
});
