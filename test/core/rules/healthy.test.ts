import {expect, test} from 'vitest';
import {doctorRules} from '../../../source/core/rules/all.js';
import {runRules} from '../../../source/core/rules/run-rules.js';
import {lab, snapshotOf} from '../../objects.js';
import {healthyWorlds} from './healthy-worlds.js';

test.each(Object.entries(healthyWorlds))('nobody is woken for %s', (_, world) => {
	const {findings} = runRules(doctorRules, snapshotOf(world), lab);
	const weighty = findings.filter(({severity}) => severity !== 'low' && severity !== 'info');
	expect(weighty.map(({id, severity, message}) => `${id} (${severity}): ${message}`)).toEqual([]);
});
