import {expect, test} from 'vitest';
import {ipamStaticIpRejected} from '../../../source/core/rules/ipam-static-ip-rejected.js';
import {containerNamed, snapshotOf} from '../../objects.js';

const found = (error: string) => [
	...ipamStaticIpRejected.check(snapshotOf({containers: [containerNamed('web', [], {state: 'created', error})]})),
];

// Both texts are those of the engines’ sources.
test('the engine’s error text', () => {
	const error = 'Address already in use';
	expect(found(error)).toMatchObject([{subject: {name: 'web'}, evidence: [{at: 'web State.Error', value: error}]}]);
});

test('a text that is something else', () => {
	expect(found('failed to bind host port 0.0.0.0:80/tcp: address already in use')).toEqual([]);
});
