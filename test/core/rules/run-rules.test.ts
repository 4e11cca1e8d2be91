import {expect, test} from 'vitest';
import type {Subject} from '../../../source/core/model/finding.js';
import type {Found, Rule} from '../../../source/core/rules/rule.js';
import {runRules} from '../../../source/core/rules/run-rules.js';
import {lab, snapshotOf} from '../../objects.js';

const about = (name: string): Subject => ({kind: 'network', name, id: name, host: lab});
const found = (name: string, facts: Partial<Found> = {}): Found => ({
	confidence: 'observed',
	subject: about(name),
	message: name,
	evidence: [],
	...facts,
});
const rule = (id: string, check: Rule['check'], facts: Partial<Rule> = {}): Rule => ({
	id,
	title: id,
	why: id,
	severity: 'medium',
	check,
	...facts,
});
const run = (rules: readonly Rule[], settings = {}) => runRules(rules, snapshotOf(), lab, settings);
const told = (rules: readonly Rule[], settings = {}) =>
	run(rules, settings).findings.map(({id, severity, subject}) => `${id} ${severity} ${subject.name}`);

test('a rule that throws is a finding, and the others have their say', () => {
	const throws = rule('throws', () => {
		throw new TypeError('no \u001b[31mway');
	});
	const halfway = rule('halfway', function* () {
		yield found('one');
		throw new Error('later');
	});
	const {checked, findings} = run([throws, halfway, rule('fine', () => [found('two', {severity: 'low'})])]);
	expect(checked).toBe(1);
	expect(findings.map(({id, message}) => [id, message.replace(/, so .*: /, ': ')])).toEqual([
		['rule-failed', 'The rule throws failed: no way. This is a bug in docknet.'],
		['halfway', 'one'],
		['rule-failed', 'The rule halfway failed: later. This is a bug in docknet.'],
		['fine', 'two'],
	]);
});

test('the worst comes first, and the user has the last word on severities', () => {
	const rules = [rule('one', () => [found('a'), found('b', {severity: 'low'})]), rule('two', () => [found('c')])];
	expect(told(rules)).toEqual(['one medium a', 'two medium c', 'one low b']);
	expect(told(rules, {one: {severity: 'info'}})).toEqual(['two medium c', 'one info a', 'one info b']);
});

test('a rule that is off, or cannot say anything, is told with the reason', () => {
	const rules = [
		rule('one', () => [found('a')]),
		rule('two', () => [found('b')], {skip: () => 'nothing was measured'}),
	];
	expect(run(rules, {one: {off: 'we know'}})).toEqual({
		checked: 0,
		skipped: [
			{id: 'one', reason: 'we know'},
			{id: 'two', reason: 'nothing was measured'},
		],
		findings: [],
	});
});

test('of two rules about one fact the graver speaks, where they are alike the first, each on its own subjects', () => {
	const doctors = rule('fact', () => [found('alike'), found('milder', {severity: 'low'})]);
	const audits = rule('aud-fact', () => [found('alike'), found('milder'), found('other')], {sameAs: 'fact'});
	expect(told([doctors, audits])).toEqual(['fact medium alike', 'aud-fact medium milder', 'aud-fact medium other']);
	expect(told([audits])).toHaveLength(3);
	expect(told([doctors, audits], {fact: {off: 'we know'}})).toHaveLength(3);
});
