import {expect, test} from 'vitest';
import {connInternalNoEgress} from '../../../source/core/rules/conn-internal-no-egress.js';
import {containerNamed, networkNamed, placeOn, plainDetails, snapshotOf} from '../../objects.js';

const networks = [networkNamed('data', {internal: true}), networkNamed('front')];
const check = (...containers: ReturnType<typeof containerNamed>[]) => [
	...connInternalNoEgress.check(snapshotOf({networks, containers})),
];

test('who is on it only', () => {
	const found = check(
		containerNamed('db', [placeOn('data')]),
		containerNamed('api', [placeOn('data'), placeOn('front')]),
	);
	expect(found).toMatchObject([
		{subject: {kind: 'network', name: 'data'}, evidence: [{at: 'data Internal', value: 'true'}]},
	]);
	expect(found[0]?.message).toContain('nothing outside can be reached from db');
	expect(found[0]?.message).not.toContain('api');
});

test('ports that can never be published', () => {
	const requestedPorts = [{containerPort: 80, hostPort: 8080, protocol: 'tcp'}];
	const found = check(containerNamed('web', [placeOn('data')], {details: {...plainDetails, requestedPorts}}));
	expect(found.filter(({severity}) => severity === 'medium')).toMatchObject([
		{subject: {kind: 'container', name: 'web'}},
	]);
});

test('nothing where all have a way out, or none runs', () => {
	expect(check(containerNamed('api', [placeOn('data'), placeOn('front')]))).toEqual([]);
	expect(check(containerNamed('db', [placeOn('data')], {state: 'exited'}))).toEqual([]);
});

test('Podman resolves names of the outside there too', () => {
	const containers = [containerNamed('db', [placeOn('data')])];
	const found = [...connInternalNoEgress.check(snapshotOf({host: {engine: 'podman'}, networks, containers}))];
	expect(found).toMatchObject([{subject: {name: 'data'}}]);
	expect(found[0]?.message).toContain('nothing outside can be reached from db. That may be meant.');
});
