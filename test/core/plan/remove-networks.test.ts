import {expect, test} from 'vitest';
import {prunePlan, prunePreview, removeNetworksPlan} from '../../../source/core/plan/remove-networks.js';
import {commandLine} from '../../../source/core/plan/shell.js';
import {aContainer, aNetwork, anEndpoint, aPicture, host} from './picture.js';

const used = aNetwork('used');
const needed = aNetwork('needed');
const free = aNetwork('free');
const networks = [
	used,
	needed,
	free,
	aNetwork('bridge', {builtIn: true}),
	aNetwork('mesh', {driver: 'overlay', scope: 'swarm'}),
	aNetwork('template', {configOnly: true}),
];
const web = aContainer('web', [anEndpoint('used')]);
const job = aContainer('job', [anEndpoint('needed')], {state: 'exited'});
const picture = aPicture(networks, [web, job]);

test('prune removes what has no endpoint at all, and says why others stay', () => {
	const preview = prunePreview(picture, host);
	expect(preview.remove).toEqual([free]);
	expect(preview.kept.map(({network, because}) => `${network.name}: ${because}`)).toEqual([
		'used: in use by web',
		'needed: stopped containers need it: job',
		'mesh: it is of the swarm: who uses it on other nodes is not seen from here',
		'template: it is a configuration that other networks copy',
	]);
	expect(preview.stoppedNeed).toEqual([{network: needed, containers: [job]}]);
});

test("the plan of a prune removes one by one and warns of what the engine's own would do", () => {
	const plan = prunePlan(picture, host);
	expect(plan.title).toBe('Prune: remove 1 unused network');
	expect(plan.steps.map(commandLine)).toEqual(['docker network rm free']);
	expect(plan.effects).toContainEqual({
		tone: 'warn',
		text: 'needed stays: stopped containers need it: job. docker network prune would remove it.',
	});
});

test('a prune without work says so first', () => {
	const plan = prunePlan(aPicture([used], [web]), host);
	expect(plan.steps).toEqual([]);
	expect(plan.effects[0]?.text).toBe('No network is unused.');
});

test('removing takes containers off first', () => {
	const plan = removeNetworksPlan([used, free], picture);
	expect(plan.title).toBe('Remove 2 networks');
	expect(plan.steps.map(commandLine)).toEqual([
		'docker network disconnect used web',
		'docker network rm used',
		'docker network rm free',
	]);
	expect(plan.effects[0]).toEqual({tone: 'danger', text: 'web is left without any network.'});
});

test('what cannot go is left out with the reason', () => {
	const task = aContainer('shop.1', [anEndpoint('used')], {labels: {'com.docker.swarm.task.name': 'shop.1'}});
	const plan = removeNetworksPlan([used, networks[3]!], aPicture(networks, [task]));
	expect(plan.steps).toEqual([]);
	expect(plan.effects.map(({text}) => text)).toEqual([
		"used stays: shop.1 is a task of a swarm service: change the service's networks (docker service update --network-add).",
		'bridge stays: bridge is made by the engine itself and cannot be removed.',
	]);
});
