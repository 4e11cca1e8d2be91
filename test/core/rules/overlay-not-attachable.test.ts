import {expect, test} from 'vitest';
import {overlayNotAttachable} from '../../../source/core/rules/overlay-not-attachable.js';
import {containerNamed, snapshotOf} from '../../objects.js';

const found = (error: string) => [
	...overlayNotAttachable.check(snapshotOf({containers: [containerNamed('web', [], {state: 'created', error})]})),
];

// Both texts are those of the engines’ sources.
test('the engine’s error text', () => {
	const error =
		'Could not attach to network net: rpc error: code = PermissionDenied desc = network net not manually attachable';
	expect(found(error)).toMatchObject([{subject: {name: 'web'}, evidence: [{at: 'web State.Error', value: error}]}]);
	expect(found(error)[0]?.fix?.commands).toContain('docker network connect net-attachable web');
});

test('a text that is something else', () => {
	expect(found('network net not found')).toEqual([]);
});
