import {expect, test} from 'vitest';
import {auditRules} from '../../../source/core/audit/all.js';
import {audIpv6Unfiltered} from '../../../source/core/audit/aud-ipv6-unfiltered.js';
import type {Host} from '../../../source/core/model/host.js';
import {runRules} from '../../../source/core/rules/run-rules.js';
import {lab, networkNamed, snapshotOf} from '../../objects.js';
import {addressing} from './addressing.js';
import {testCases} from './cases.js';
import {choices} from './choices.js';
import {engines} from './engines.js';
import {exposure} from './exposure.js';
import {hygiene} from './hygiene.js';
import {more} from './more.js';
import {segmentation} from './segmentation.js';
import {services} from './services.js';

const cases = [...exposure, ...segmentation, ...choices, ...addressing, ...hygiene, ...engines, ...more, ...services];
testCases(cases);

/** What it looks for is told by no engine: it says so, and never more. */
const unknowable = [audIpv6Unfiltered];

test('every rule has a snapshot that fires and one that nearly does', () => {
	const proved = cases.filter(({nearly}) => nearly.length > 0).map(({rule}) => rule.id);
	const left = auditRules.filter(rule => !unknowable.includes(rule)).map(({id}) => id);
	expect(left.filter(id => !proved.includes(id))).toEqual([]);
});

const ipv6 = (version: string, host: Partial<Host> = {}) =>
	snapshotOf({host: {version, ...host}, networks: [networkNamed('front', {ipv6: true})]});

test.each([
	[ipv6('26.1.5'), 'before 27.0'],
	[ipv6('28.5.2'), 'on by default'],
])('aud-ipv6-unfiltered never has a say: the API does not tell %#', (snapshot, reason) => {
	const {checked, skipped} = runRules([audIpv6Unfiltered], snapshot, lab);
	expect({checked, skipped}).toEqual({
		checked: 0,
		skipped: [{id: audIpv6Unfiltered.id, reason: expect.stringContaining(reason)}],
	});
});

test.each([
	['no network has IPv6', snapshotOf({networks: [networkNamed('front')]})],
	['the engine is Podman', ipv6('4.3.1', {engine: 'podman'})],
])('aud-ipv6-unfiltered has nothing to look for where %s', (_, snapshot) => {
	expect(runRules([audIpv6Unfiltered], snapshot, lab).skipped).toEqual([]);
});

test('ids are unique and of the audit', () => {
	const ids = auditRules.map(({id}) => id);
	expect(new Set(ids).size).toBe(ids.length);
	expect(ids.filter(id => !id.startsWith('aud-'))).toEqual([]);
});
