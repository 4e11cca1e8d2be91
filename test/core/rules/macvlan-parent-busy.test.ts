import {expect, test} from 'vitest';
import {macvlanParentBusy} from '../../../source/core/rules/macvlan-parent-busy.js';
import {containerNamed, snapshotOf} from '../../objects.js';

const found = (error: string) => [
	...macvlanParentBusy.check(snapshotOf({containers: [containerNamed('web', [], {state: 'created', error})]})),
];

// Both texts are those of the engines’ sources.
test('the engine’s error text', () => {
	const error = 'failed to create the macvlan port: device or resource busy';
	expect(found(error)).toMatchObject([{subject: {name: 'web'}, evidence: [{at: 'web State.Error', value: error}]}]);
});

test('a text that is something else', () => {
	expect(found('failed to bind port 0.0.0.0:80/tcp: address already in use')).toEqual([]);
});
