import {expect, test} from 'vitest';
import {connTargetPaused} from '../../../source/core/rules/conn-target-paused.js';
import {containerNamed, placeOn, snapshotOf} from '../../objects.js';

const check = (state: 'paused' | 'running') => [
	...connTargetPaused.check(snapshotOf({containers: [containerNamed('db', [placeOn('front')], {state})]})),
];

test('a paused container, and not a running one', () => {
	expect(check('paused')).toMatchObject([
		{subject: {kind: 'container', name: 'db'}, evidence: [{value: 'paused'}], fix: {commands: ['docker unpause db']}},
	]);
	expect(check('running')).toEqual([]);
});
