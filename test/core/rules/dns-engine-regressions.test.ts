import {expect, test} from 'vitest';
import type {Host} from '../../../source/core/model/host.js';
import {dnsEngineRegressions} from '../../../source/core/rules/dns-engine-regressions.js';
import {lab, snapshotOf} from '../../objects.js';

const check = (host: Partial<Host>) => [...dnsEngineRegressions.check(snapshotOf({host}))];
const active = {swarm: {state: 'active', manager: true}} as const;

test('the two releases, and those next to them', () => {
	expect(check({version: '29.1.0'})).toMatchObject([{subject: {kind: 'host', id: lab}, evidence: [{value: '29.1.0'}]}]);
	expect(check({version: '29.0.0', ...active})).toHaveLength(1);
	expect(check({version: '29.0.0'})).toEqual([]);
	expect(check({version: '29.1.1', ...active})).toEqual([]);
	expect(check({version: '29.1.0', engine: 'podman'})).toEqual([]);
});
