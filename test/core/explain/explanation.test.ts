import {expect, test} from 'vitest';
import {type Explanation, type PathStep, stepToRead} from '../../../source/core/explain/explanation.js';

const step = (status: PathStep['status'], finding?: string): PathStep => ({
	id: status,
	status,
	title: status,
	confidence: 'predicted',
	evidence: [],
	...(finding && {finding}),
});

const explanation = (steps: readonly PathStep[], cause?: string): Explanation => ({
	question: {from: {kind: 'host', host: 'h'}, fromName: 'host', target: 'db', protocol: 'tcp'},
	verdict: 'blocked',
	...(cause && {cause}),
	also: [],
	steps,
	suspects: [],
});

test.each([
	['the cause, behind another failure', [step('pass'), step('fail'), step('fail', 'x')], 'x', 2],
	['a warning that is to blame', [step('warn', 'x'), step('fail', 'y')], 'x', 0],
	['without a cause, what fails', [step('pass'), step('fail')], undefined, 1],
	['where all passes, the first', [step('pass'), step('pass')], undefined, 0],
])('the step to read first: %s', (_, steps, cause, index) => {
	expect(stepToRead(explanation(steps, cause))).toBe(index);
});

test('where it cannot be told, the first that is not known is to be read; where it works, it is not', () => {
	const steps = [step('pass'), step('unknown')];
	expect(stepToRead({...explanation(steps), verdict: 'unknown'})).toBe(1);
	expect(stepToRead({...explanation(steps), verdict: 'reachable'})).toBe(0);
});
