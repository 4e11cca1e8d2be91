import {expect, test} from 'vitest';
import {overlayAttachTimeout} from '../../../source/core/rules/overlay-attach-timeout.js';
import {containerNamed, snapshotOf} from '../../objects.js';

const found = (error: string) => [
	...overlayAttachTimeout.check(snapshotOf({containers: [containerNamed('web', [], {state: 'created', error})]})),
];

// Both texts are those of the engines’ sources.
test('the engine’s error text', () => {
	const error =
		'attaching to network failed, make sure your network options are correct and check manager logs: context deadline exceeded';
	expect(found(error)).toMatchObject([{subject: {name: 'web'}, evidence: [{at: 'web State.Error', value: error}]}]);
});

test('a text that is something else', () => {
	expect(
		found(
			'network sandbox join failed: subnet sandbox join failed for "10.0.1.0/24": error creating vxlan interface: file exists',
		),
	).toEqual([]);
});
