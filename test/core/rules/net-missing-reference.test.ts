import {expect, test} from 'vitest';
import {netMissingReference} from '../../../source/core/rules/net-missing-reference.js';
import {containerNamed, networkNamed, placeOn, snapshotOf} from '../../objects.js';
import {service, task} from './common-objects.js';

const web = containerNamed('web', [placeOn('front')], {state: 'exited'});
const found = (container: typeof web, networks: readonly ReturnType<typeof networkNamed>[] = []) => [
	...netMissingReference.check(snapshotOf({networks, containers: [container]})),
];

test('the network was made anew under the same name', () => {
	const error = 'failed to set up container networking: network id-of-front not found';
	expect(found({...web, error}, [networkNamed('front', {id: 'another'})])).toMatchObject([
		{subject: {name: 'web'}, evidence: [{value: 'id-of-front'}, {value: error}]},
	]);
});

test('it is there, or the engine does not tell which; where nobody tried to start, it weighs little', () => {
	expect(found(web, [networkNamed('front')])).toEqual([]);
	expect(found({...web, endpoints: [placeOn('front', {networkId: ''})]})).toEqual([]);
	expect(found(web)).toMatchObject([{severity: 'low'}]);
});

test('where no network of that name is left, it is made first', () => {
	const commands = (networks: readonly ReturnType<typeof networkNamed>[]) => found(web, networks)[0]?.fix?.commands[0];
	expect(commands([])).toBe('docker network create front');
	expect(commands([networkNamed('front', {id: 'another'})])).toBe('docker network disconnect --force front web');
});

test('a worker does not tell networks of the swarm that nobody uses there', () => {
	const overlay = {...web, endpoints: [placeOn('mesh', {networkId: 'vqxkkz1p2qk2q3w4e5r6t7y8u'})]};
	const of = (manager: boolean) => [
		...netMissingReference.check(snapshotOf({host: {swarm: {state: 'active', manager}}, containers: [overlay]})),
	];
	expect(of(false)).toEqual([]);
	expect(of(true)).toHaveLength(1);
});

test('tasks of a service, and a container of Podman that did not start for it', () => {
	const error = 'network mesh not found';
	const tasks = [task('shop', 't1', 'rejected', {error, desiredState: 'shutdown'})];
	const swarm = {services: [service('shop')], tasks, nodes: []};
	expect([...netMissingReference.check(snapshotOf({swarm}))]).toMatchObject([
		{subject: {kind: 'service', name: 'shop'}, evidence: [{value: error}]},
	]);
	const podman = (facts: Partial<typeof web>) => [
		...netMissingReference.check(snapshotOf({host: {engine: 'podman'}, containers: [{...web, ...facts}]})),
	];
	const said = 'unable to find network with name or ID front: network not found';
	expect(podman({error: said})).toMatchObject([{subject: {name: 'web'}, confidence: 'observed'}]);
	expect(podman({})).toEqual([]);
});
