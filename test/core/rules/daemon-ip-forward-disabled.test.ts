import {expect, test} from 'vitest';
import {daemonIpForwardDisabled} from '../../../source/core/rules/daemon-ip-forward-disabled.js';
import {snapshotOf} from '../../objects.js';

const found = (ipv4Forwarding?: boolean) => [
	...daemonIpForwardDisabled.check(
		snapshotOf({
			host: {details: {warnings: [], configuredPools: false, ...(ipv4Forwarding !== undefined && {ipv4Forwarding})}},
		}),
	),
];

test('forwarding is off', () => {
	expect(found(false)).toMatchObject([{subject: {kind: 'host'}, evidence: [{value: 'false', expected: 'true'}]}]);
});

test('it is on, or the engine does not tell', () => {
	expect(found(true)).toEqual([]);
	expect(found()).toEqual([]);
});
