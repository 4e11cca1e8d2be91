import {expect, test} from 'vitest';
import {summaryText} from '../../../source/core/explain/watched.js';

test('looks, how many got through, and what they met with', () => {
	const fine = {looks: 3, measured: 3, availability: 100, longestOutageMs: 0, causes: {}};
	expect(summaryText({...fine, looks: 1, measured: 1})).toBe('1 look: 100 % got through');
	expect(summaryText(fine)).toBe('3 looks: 100 % got through');
	const causes = {'port-not-listening': 2, unknown: 1};
	expect(summaryText({looks: 12, measured: 12, availability: 75, longestOutageMs: 2960, causes})).toBe(
		'12 looks: 75 % got through, longest outage 3.0 s (port-not-listening 2 times, unknown 1 time)',
	);
});

test('what is only predicted has not got through', () => {
	const predicted = {looks: 3, measured: 0, availability: 100, longestOutageMs: 0, causes: {}};
	expect(summaryText(predicted)).toBe('3 looks, none measured: 100 % predicted to get through');
	expect(summaryText({...predicted, measured: 2, availability: 66.7})).toBe(
		'3 looks, 1 not measured: 66.7 % got through',
	);
});
