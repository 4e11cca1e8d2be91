import {expect, test} from 'vitest';
import type {Container} from '../../../source/core/model/container.js';
import {netnsSharedTargetDown} from '../../../source/core/rules/netns-shared-target-down.js';
import {containerNamed, placeOn, snapshotOf} from '../../objects.js';

const shares = {networkMode: 'container:id-of-vpn', sharesNetworkOf: 'id-of-vpn'};
const sidecar = (facts: Partial<Container> = {}) => containerNamed('app', [], {...shares, ...facts});
const vpn = (state: Container['state']) => containerNamed('vpn', [placeOn('front')], {state});
const check = (...containers: readonly Container[]) => [...netnsSharedTargetDown.check(snapshotOf({containers}))];

test('who runs without the one that it depends on, and who cannot start', () => {
	expect(check(sidecar(), vpn('exited'))).toMatchObject([
		{subject: {kind: 'container', name: 'app'}, evidence: [{}, {at: 'vpn State.Status', value: 'exited'}]},
	]);
	expect(check(sidecar())[0]?.message).toContain('is gone');
	const error = 'cannot join network namespace of a non running container: container vpn is exited';
	expect(check(sidecar({state: 'exited', error}), vpn('exited'))[0]?.message).toContain('cannot start');
});

test('nothing where both run, or both were stopped', () => {
	expect(check(sidecar(), vpn('running'))).toEqual([]);
	expect(check(sidecar({state: 'exited'}), vpn('exited'))).toEqual([]);
});
