import {expect, test} from 'vitest';
import {daemonIptablesDisabled} from '../../../source/core/rules/daemon-iptables-disabled.js';
import {snapshotOf} from '../../objects.js';
import {asCaptured, behind, without} from './firewalls.js';

const found = (...world: Parameters<typeof behind>) => [...daemonIptablesDisabled.check(behind(...world))];

test('no chain of Docker’s', () => {
	const [one] = found(without(/DOCKER|MASQUERADE/));
	expect(one).toMatchObject({confidence: 'observed', subject: {kind: 'host'}, evidence: [{value: 'no chain DOCKER'}]});
	expect(one?.severity).toBeUndefined();
	expect(one?.message).toContain('Containers of front');
});

test('somebody has rules instead', () => {
	expect(found(without(/DOCKER/))).toMatchObject([
		{severity: 'low', evidence: [{}, {value: expect.stringContaining('MASQUERADE')}, {}]},
	]);
});

test('they are there, in nftables, not needed, or were not read', () => {
	expect(found(asCaptured)).toEqual([]);
	expect(found(without(/DOCKER|MASQUERADE/), {}, 'nftables')).toEqual([]);
	expect(found(without(/DOCKER|MASQUERADE/), {internal: true})).toEqual([]);
	expect([...daemonIptablesDisabled.check(snapshotOf())]).toEqual([]);
	expect(daemonIptablesDisabled.skip?.(snapshotOf())).toContain('was not read');
});
