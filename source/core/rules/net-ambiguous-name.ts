import {groupBy} from '../model/group-by.js';
import type {Network} from '../model/network.js';
import type {Snapshot} from '../model/snapshot.js';
import {membersOf, networksOf} from '../plan/of-host.js';
import {failures} from './error-rule.js';
import {listed} from './members.js';
import type {Found, Rule} from './rule.js';
import {aboutNetwork, api} from './subjects.js';

const fix = {
	title: 'Use ids, and remove the network that is not needed',
	commands: ['docker network ls --no-trunc', 'docker network rm ID'],
	sideEffects: ['A network that stopped containers are on can be removed, and they then do not start.'],
};

function found(all: readonly Network[], snapshot: Snapshot): Found[] {
	const [first] = all;
	if (!first || all.length < 2) return [];
	const ids = all.map(({id, scope, driver}) => `${id.slice(0, 12)} (${driver}, ${scope})`);
	return [
		{
			confidence: 'observed',
			subject: aboutNetwork(first),
			message: `${all.length} networks are named ${first.name}: ${listed(ids)}. Whoever asks for it by name gets an error, or the wrong one.`,
			evidence: all.map(network =>
				api(
					`network ${network.id.slice(0, 12)} Name`,
					`${network.name}, with ${membersOf(network, snapshot).length} containers`,
					'a name of its own',
				),
			),
			fix,
		},
	];
}

export const netAmbiguousName: Rule = {
	id: 'net-ambiguous-name',
	title: 'A network name stands for several networks',
	why: 'Engines before 25 let two networks have one name: who asks by name gets an error.',
	severity: 'medium',
	*check(snapshot) {
		for (const host of snapshot.hosts.keys()) {
			for (const all of groupBy(networksOf(snapshot, host), ({name}) => name).values()) yield* found(all, snapshot);
		}

		yield* failures(netAmbiguousName.id, snapshot, {fix});
	},
};
