import {expect, test} from 'vitest';
import {ipamPoolsExhausted} from '../../../source/core/rules/ipam-pools-exhausted.js';
import {containerNamed, snapshotOf} from '../../objects.js';

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
