import {expect, test} from 'vitest';
import {connDifferentBridgesIsolated} from '../../../source/core/rules/conn-different-bridges-isolated.js';
import {containerNamed, networkNamed, placeOn, snapshotOf} from '../../objects.js';

const networks = [networkNamed('one'), networkNamed('two')];
const check = (...containers: ReturnType<typeof containerNamed>[]) => [
	...connDifferentBridgesIsolated.check(snapshotOf({networks, containers})),
];
const published = {ports: [{containerPort: 80, hostPort: 8080, protocol: 'tcp'}]};

test('a container that is alone, and one like it elsewhere', () => {
	const found = check(
		containerNamed('shop-web', [placeOn('one')]),
		containerNamed('shop-db', [placeOn('two')], published),
	);
	expect(found).toMatchObject([
		{severity: 'low', subject: {kind: 'container', name: 'shop-web'}, evidence: [{value: 'one'}, {value: 'two'}]},
	]);
	expect(found[0]?.fix?.commands).toEqual(['docker network connect two shop-web']);
});

test('nothing where it has company, serves the outside, or is the only one', () => {
	expect(
		check(containerNamed('shop-web', [placeOn('one')]), containerNamed('shop-db', [placeOn('one'), placeOn('two')])),
	).toEqual([]);
	expect(
		check(
			containerNamed('shop-web', [placeOn('one')], published),
			containerNamed('shop-db', [placeOn('two')], published),
		),
	).toEqual([]);
	expect(check(containerNamed('shop-web', [placeOn('one')]))).toEqual([]);
});

test('an internal network is alone on purpose', () => {
	const closed = containerNamed('shop-db', [placeOn('closed')]);
	const containers = [closed, containerNamed('shop-web', [placeOn('one')], published)];
	const all = [...networks, networkNamed('closed', {internal: true})];
	expect([...connDifferentBridgesIsolated.check(snapshotOf({networks: all, containers}))]).toEqual([]);
});

test('who waits for one that is paused is not alone', () => {
	const paused = containerNamed('shop-db', [placeOn('one')], {state: 'paused'});
	expect(
		check(
			containerNamed('shop-web', [placeOn('one')]),
			paused,
			containerNamed('shop-job', [placeOn('two')], published),
		),
	).toEqual([]);
});

test('Podman does not tell whether packets pass', () => {
	const containers = [
		containerNamed('shop-web', [placeOn('one')]),
		containerNamed('shop-db', [placeOn('two')], published),
	];
	const found = [...connDifferentBridgesIsolated.check(snapshotOf({host: {engine: 'podman'}, networks, containers}))];
	expect(found[0]?.message).toContain('names do not resolve there; packets pass only where Podman does not isolate');
});
