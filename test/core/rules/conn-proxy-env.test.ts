import {expect, test} from 'vitest';
import {connProxyEnv} from '../../../source/core/rules/conn-proxy-env.js';
import {containerNamed, networkNamed, placeOn, plainDetails, snapshotOf} from '../../objects.js';

function check(variables: readonly string[], exceptions: readonly string[]) {
	const containers = [
		containerNamed('web', [placeOn('front', {ipv4: '172.18.0.2'})], {
			details: {...plainDetails, proxy: {variables, exceptions}},
		}),
		containerNamed('db', [placeOn('front', {ipv4: '172.18.0.3'})]),
	];
	return [...connProxyEnv.check(snapshotOf({networks: [networkNamed('front')], containers}))];
}

test('a neighbour that NO_PROXY does not name', () => {
	expect(check(['HTTP_PROXY'], ['localhost'])).toMatchObject([
		{
			subject: {kind: 'container', name: 'web'},
			evidence: [{value: 'HTTP_PROXY'}, {value: 'localhost', expected: 'db'}],
		},
	]);
});

test('nothing where it is named, all are, or no proxy is set', () => {
	expect(check(['HTTP_PROXY'], ['db'])).toEqual([]);
	expect(check(['HTTP_PROXY'], ['*'])).toEqual([]);
	expect(check(['NO_PROXY'], [])).toEqual([]);
});
