import {existsSync, readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {auditRules} from '../../../source/core/audit/all.js';
import {doctorRules} from '../../../source/core/rules/all.js';

/** What a test says of a snapshot that must not fire: nothing is found. */
const nothing = /\.toEqual\(\s*\[\]|\.toHaveLength\(0\)|\.toBeUndefined\(\)/;
/** And of one that must. */
const something = /\.toMatchObject\(|\.toHaveLength\([1-9]|\.toEqual\(\[[^\]]/;

describe('every rule of doctor has a test of its own, with a snapshot that fires and one that does not', () => {
	test.each(doctorRules.map(({id}) => id))('%s', id => {
		const file = new URL(`${id}.test.ts`, import.meta.url);
		expect(existsSync(file)).toBe(true);
		const text = readFileSync(file, 'utf8');
		expect(text).toContain(`/source/core/rules/${id}.js'`);
		expect(text).toMatch(nothing);
		expect(text).toMatch(something);
	});
});

test('ids are unique, and of doctor', () => {
	const ids = doctorRules.map(({id}) => id);
	expect(new Set(ids).size).toBe(ids.length);
	expect(ids.filter(id => id.startsWith('aud-'))).toEqual([]);
});

test('an audit repeats only rules that there are', () => {
	const ids = [...doctorRules, ...auditRules].map(({id}) => id);
	const repeated = auditRules.flatMap(({sameAs}) => (sameAs === undefined ? [] : [sameAs]));
	expect(repeated.filter(id => !ids.includes(id))).toEqual([]);
});
