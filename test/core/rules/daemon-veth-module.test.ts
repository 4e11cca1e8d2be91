import {expect, test} from 'vitest';
import {daemonVethModule} from '../../../source/core/rules/daemon-veth-module.js';
import {containerNamed, snapshotOf} from '../../objects.js';

const found = (error: string) => [
	...daemonVethModule.check(snapshotOf({containers: [containerNamed('web', [], {state: 'created', error})]})),
];

// Both texts are those of the engines’ sources.
test('the engine’s error text', () => {
	const error =
		'failed to add the host (veth1a2b3c4) <=> sandbox (veth5d6e7f8) pair interfaces: operation not supported';
	expect(found(error)).toMatchObject([{subject: {name: 'web'}, evidence: [{at: 'web State.Error', value: error}]}]);
});

test('a text that is something else', () => {
	expect(found('failed to add the host (veth1a2b3c4) <=> sandbox (veth5d6e7f8) pair interfaces: file exists')).toEqual(
		[],
	);
});
