import {expect, test} from 'vitest';
import {overlayPortConflictIngressHost} from '../../../source/core/rules/overlay-port-conflict-ingress-host.js';
import {containerNamed, snapshotOf} from '../../objects.js';

const found = (error: string) => [
	...overlayPortConflictIngressHost.check(
		snapshotOf({containers: [containerNamed('web', [], {state: 'created', error})]}),
	),
];

// Both texts are those of the engines’ sources.
test('the engine’s error text', () => {
	const error = "port '80' is already in use by service 'web' (x1y2) as an ingress port";
	expect(found(error)).toMatchObject([{subject: {name: 'web'}, evidence: [{at: 'web State.Error', value: error}]}]);
});

test('a text that is something else', () => {
	expect(found('Bind for 0.0.0.0:80 failed: port is already allocated')).toEqual([]);
});
