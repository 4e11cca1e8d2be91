import {expect, test} from 'vitest';
import type {Container} from '../../../source/core/model/container.js';
import {connTargetStopped} from '../../../source/core/rules/conn-target-stopped.js';
import {containerNamed, placeOn, plainDetails, snapshotOf} from '../../objects.js';

const check = (facts: Partial<Container>) => [
	...connTargetStopped.check(snapshotOf({containers: [containerNamed('db', [placeOn('front')], facts)]})),
];

test('a container that failed', () => {
	const found = check({state: 'exited', exitCode: 3});
	expect(found).toMatchObject([{severity: 'high', subject: {kind: 'container', name: 'db'}}]);
	expect(found[0]?.evidence).toContainEqual({source: 'api', at: 'db State.ExitCode', value: '3', expected: '0'});
	expect(found[0]?.message).toContain('exit code 3');
});

test.each([
	['ended well', {state: 'exited', exitCode: 0}, 'info'],
	['was never started', {state: 'created', exitCode: 0}, 'info'],
	['was stopped by somebody', {state: 'exited', exitCode: 137}, 'low'],
	[
		'would run again, had nobody stopped it',
		{state: 'exited', exitCode: 1, details: {...plainDetails, restartPolicy: {name: 'always', maximumRetries: 0}}},
		'low',
	],
	['ran out of memory', {state: 'exited', exitCode: 137, details: {...plainDetails, outOfMemory: true}}, 'high'],
	['was tried out on the default bridge', {state: 'exited', exitCode: 1, endpoints: [placeOn('bridge')]}, 'low'],
	[
		'failed on the default bridge, and publishes a port',
		{
			state: 'exited',
			exitCode: 1,
			endpoints: [placeOn('bridge')],
			details: {...plainDetails, requestedPorts: [{hostPort: 80, containerPort: 80, protocol: 'tcp'}]},
		},
		'high',
	],
	[
		'cannot start, nobody knows why',
		{state: 'created', exitCode: 128, error: 'the moon is in the wrong phase'},
		'high',
	],
] as const)('how much it weighs: a container that %s', (_, facts, severity) => {
	expect(check(facts)).toMatchObject([{severity}]);
});

test.each([
	['runs', {state: 'running'}],
	[
		'has an error that is a finding of its own',
		{state: 'created', exitCode: 128, error: 'Bind for 0.0.0.0:80 failed: port is already allocated'},
	],
	['is removed when it ends', {state: 'exited', exitCode: 1, details: {...plainDetails, autoRemove: true}}],
	['is on no network', {state: 'exited', exitCode: 1, endpoints: [placeOn('none')]}],
	['was a task of the swarm', {state: 'exited', exitCode: 1, labels: {'com.docker.swarm.task.id': 'x'}}],
] as const)('nothing for a container that %s', (_, facts) => {
	expect(check(facts)).toEqual([]);
});
