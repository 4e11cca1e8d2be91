import {expect, test} from 'vitest';
import {summaryText} from '../../../source/core/explain/watched.js';

test('looks, how many got through, and what they met with', () => {
	expect(summaryText({looks: 1, availability: 100, longestOutageMs: 0, causes: {}})).toBe('1 look: 100 % got through');
	expect(summaryText({looks: 3, availability: 100, longestOutageMs: 0, causes: {}})).toBe('3 looks: 100 % got through');
	expect(
		summaryText({looks: 12, availability: 75, longestOutageMs: 2960, causes: {'port-not-listening': 2, unknown: 1}}),
	).toBe('12 looks: 75 % got through, longest outage 3.0 s (port-not-listening 2 times, unknown 1 time)');
});
