import {expect, test} from 'vitest';
import {connTargetRestarting} from '../../../source/core/rules/conn-target-restarting.js';
import {containerNamed, placeOn, plainDetails, snapshotOf} from '../../objects.js';

const check = (state: 'restarting' | 'running') => {
	const facts = {state, exitCode: 1, details: {...plainDetails, restartCount: 7}};
	return [...connTargetRestarting.check(snapshotOf({containers: [containerNamed('db', [placeOn('front')], facts)]}))];
};

test('a container that restarts, and not one that did and runs', () => {
	const found = check('restarting');
	expect(found).toMatchObject([{subject: {kind: 'container', name: 'db'}}]);
	expect(found[0]?.evidence.map(({value}) => value)).toEqual(expect.arrayContaining(['restarting', '7', '1']));
	expect(check('running')).toEqual([]);
});
