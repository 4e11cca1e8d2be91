import type {Blueprint} from '../blueprint.js';
import {broken} from './broken.js';
import {large} from './large.js';
import {shop} from './shop.js';
import {swarm} from './swarm.js';

export type ScenarioName = 'shop' | 'swarm' | 'broken' | 'large';

export const scenarios: readonly {readonly name: ScenarioName; readonly title: string}[] = [
	{name: 'shop', title: 'A web shop under compose, with traffic'},
	{name: 'swarm', title: 'A manager of a swarm: overlay networks, tasks, ingress'},
	{name: 'broken', title: 'One of every fault'},
	{name: 'large', title: '1,000 containers on 200 networks'},
];

export const blueprints: Readonly<Record<ScenarioName, () => Blueprint>> = {
	shop: () => shop,
	swarm: () => swarm,
	broken: () => broken,
	large,
};
