import {expect, test} from 'vitest';
import {netAmbiguousName} from '../../../source/core/rules/net-ambiguous-name.js';
import {containerNamed, networkNamed, snapshotOf} from '../../objects.js';

const found = (error: string) => [
	...netAmbiguousName.check(snapshotOf({containers: [containerNamed('web', [], {state: 'created', error})]})),
];

// Both texts are those of the engines’ sources.
test('the engine’s error text', () => {
	const error = 'network front is ambiguous (2 matches found based on name)';
	expect(found(error)).toMatchObject([{subject: {name: 'web'}, evidence: [{at: 'web State.Error', value: error}]}]);
});

test('a text that is something else', () => {
	expect(found('network front not found')).toEqual([]);
});

test('two networks of one name, and two of like names', () => {
	const check = (...names: readonly string[]) => [
		...netAmbiguousName.check(snapshotOf({networks: names.map((name, at) => networkNamed(name, {id: `id-${at}`}))})),
	];
	const [one] = check('front', 'front', 'back');
	expect(one).toMatchObject({subject: {kind: 'network', name: 'front'}});
	expect(one?.message).toContain('id-0 (bridge, local), id-1 (bridge, local)');
	expect(check('front', 'Front', 'shop_front')).toEqual([]);
});
