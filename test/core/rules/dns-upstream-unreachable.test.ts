import {expect, test} from 'vitest';
import type {Probed} from '../../../source/core/probes/probed.js';
import {dnsUpstreamUnreachable} from '../../../source/core/rules/dns-upstream-unreachable.js';
import {containerNamed, lab, networkNamed, placeOn, snapshotOf} from '../../objects.js';

function check(target: string, result: 'ok' | 'timeout' | 'no-name', internal = false) {
	const probe = {
		kind: 'dns',
		id: 'dns-web',
		host: lab,
		place: {kind: 'container', host: lab, container: 'id-of-web'},
		from: 'web',
		target,
		startedAt: 0,
		finishedAt: 1,
		result: {result, message: ''},
	} as unknown as Probed<'dns'>;
	const containers = ['web', 'db'].map((name, at) =>
		containerNamed(name, [placeOn('front', {ipv4: `172.18.0.${at + 2}`})]),
	);
	return [
		...dnsUpstreamUnreachable.check(
			snapshotOf({networks: [networkNamed('front', {internal})], containers, probes: [probe]}),
		),
	];
}

test('no answer for a name of the outside', () => {
	expect(check('example.org', 'timeout')).toMatchObject([
		{confidence: 'observed', subject: {kind: 'container', name: 'web'}},
	]);
});

test('nothing for an answer, a name that is not, a neighbour’s name, or an internal network', () => {
	expect(check('example.org', 'ok')).toEqual([]);
	expect(check('example.org', 'no-name')).toEqual([]);
	expect(check('db', 'timeout')).toEqual([]);
	expect(check('example.org', 'timeout', true)).toEqual([]);
});
