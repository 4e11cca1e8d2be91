import {expect, test} from 'vitest';
import {portWrongTarget} from '../../../source/core/rules/port-wrong-target.js';
import {containerNamed, networkNamed, placeOn, snapshotOf} from '../../objects.js';
import {socketsOf} from './sockets.js';

const web = containerNamed('web', [placeOn('front')], {
	ports: [
		{hostPort: 80, containerPort: 80, protocol: 'tcp'},
		{hostPort: 9090, containerPort: 9090, protocol: 'tcp'},
	],
});

function found(...sockets: readonly string[]) {
	const snapshot = snapshotOf({
		networks: [networkNamed('front')],
		containers: [web],
		observations: {web: socketsOf(...sockets)},
	});
	return [...portWrongTarget.check(snapshot)];
}

test('the mapping that would work is named', () => {
	expect(found('tcp 0.0.0.0 3000', 'tcp 0.0.0.0 9090')).toMatchObject([
		{subject: {name: 'web'}, evidence: [{value: '80:80', expected: '80:3000'}, {}]},
	]);
});

test('a port that is published itself, or on loopback, is no better target', () => {
	expect(found('tcp 0.0.0.0 9090', 'tcp 127.0.0.1 3000')).toEqual([]);
	expect(found('tcp 0.0.0.0 80', 'tcp 0.0.0.0 9090', 'tcp 0.0.0.0 3000')).toEqual([]);
});
