import {expect, test} from 'vitest';
import {connTargetRestarting} from '../../../source/core/rules/conn-target-restarting.js';
import {containerNamed, placeOn, plainDetails, snapshotOf} from '../../objects.js';

const startedAt = 1_700_000_000_000;

/** `up`: seconds since it started, by the clock of its engine's machine; undefined: the engine does not tell. */
const check = (state: 'restarting' | 'running', restartCount: number, up?: number) => {
	const facts = {
		state,
		...(state === 'restarting' && {exitCode: 1}),
		details: {...plainDetails, startedAt, restartCount},
	};
	const containers = [containerNamed('db', [placeOn('front')], facts)];
	const details = {warnings: [], configuredPools: false, ...(up !== undefined && {clock: startedAt + up * 1000})};
	return [...connTargetRestarting.check(snapshotOf({host: {details}, containers}))];
};

test('a container that restarts', () => {
	const found = check('restarting', 7);
	expect(found).toMatchObject([{subject: {kind: 'container', name: 'db'}}]);
	expect(found[0]?.evidence.map(({value}) => value)).toEqual(expect.arrayContaining(['restarting', '7', '1']));
});

test('one that is up only in between its restarts', () => {
	const [found] = check('running', 7, 4);
	expect(found?.message).toContain('7 times by now), and has been up for 4 s');
	expect(found?.evidence.map(({value}) => value)).toEqual(['7', '2023-11-14T22:13:20Z']);
	expect(check('running', 30, 45)).toHaveLength(1);
	// It started after the clock was asked.
	expect(check('running', 7, -1)).toHaveLength(1);
});

test('it did restart and stays up, has just begun, or nobody knows for how long', () => {
	expect(check('running', 7, 11)).toEqual([]);
	expect(check('running', 30, 3600)).toEqual([]);
	expect(check('running', 2, 1)).toEqual([]);
	expect(check('running', 30)).toEqual([]);
});
