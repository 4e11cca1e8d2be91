import {expect, test} from 'vitest';
import {daemonApiVersion} from '../../../source/core/rules/daemon-api-version.js';
import {containerNamed, snapshotOf} from '../../objects.js';

const found = (error: string) => [
	...daemonApiVersion.check(snapshotOf({containers: [containerNamed('web', [], {state: 'created', error})]})),
];

// Both texts are those of the engines’ sources.
test('the engine’s error text', () => {
	const error =
		'client version 1.41 is too old. Minimum supported API version is 1.44, please upgrade your client to a newer version';
	expect(found(error)).toMatchObject([{subject: {name: 'web'}, evidence: [{at: 'web State.Error', value: error}]}]);
});

test('a text that is something else', () => {
	expect(found('no command specified')).toEqual([]);
});
