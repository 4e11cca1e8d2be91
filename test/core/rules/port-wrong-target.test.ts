import {expect, test} from 'vitest';
import {portWrongTarget} from '../../../source/core/rules/port-wrong-target.js';
import {containerNamed, networkNamed, placeOn, snapshotOf} from '../../objects.js';
import {meshed} from './meshed.js';
import {socketsOf} from './sockets.js';

const web = containerNamed('web', [placeOn('front')], {
	ports: [
		{hostPort: 80, containerPort: 80, protocol: 'tcp'},
		{hostPort: 9090, containerPort: 9090, protocol: 'tcp'},
	],
});

test('ports of a range that waits are no wrong ones, and a program that is starting may yet open the right one', () => {
	const range = Array.from({length: 5}, (_, at) => ({hostPort: 500 + at, containerPort: 500 + at, protocol: 'tcp'}));
	const check = (container: typeof web) => {
		const observations = {web: socketsOf('tcp 0.0.0.0 3000')};
		const snapshot = snapshotOf({networks: [networkNamed('front')], containers: [container], observations});
		return [...portWrongTarget.check(snapshot)].map(({severity}) => severity);
	};
	expect(check({...web, ports: range})).toEqual([]);
	expect(check({...web, health: 'starting'})).toEqual(['low', 'low']);
	expect(check(web)).toEqual([undefined, undefined]);
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

test('a port of the mesh that leads to a closed one of the tasks', () => {
	const check = (...sockets: readonly string[]) => [...portWrongTarget.check(meshed(...sockets))];
	expect(check('tcp :: 3000')).toMatchObject([
		{
			subject: {kind: 'service', name: 'web'},
			evidence: [{value: '80:8080', expected: '80:3000'}, {}],
			fix: {
				commands: [
					expect.stringContaining(
						'--publish-rm mode=ingress,published=80,target=8080 --publish-add mode=ingress,published=80,target=3000',
					),
				],
			},
		},
	]);
	expect(check('tcp :: 3000', 'tcp :: 8080')).toEqual([]);
	expect(check('tcp 127.0.0.1 3000')).toEqual([]);
});

test('of a service it is the service that is changed', () => {
	const task = {...web, labels: {'com.docker.swarm.service.name': 'shop'}};
	const observations = {web: socketsOf('tcp 0.0.0.0 3000', 'tcp 0.0.0.0 9090')};
	const [one] = portWrongTarget.check(
		snapshotOf({networks: [networkNamed('front')], containers: [task], observations}),
	);
	expect(one?.fix?.commands).toEqual([
		'docker service update --publish-rm mode=host,published=80,target=80 --publish-add mode=host,published=80,target=3000 shop',
	]);
});
