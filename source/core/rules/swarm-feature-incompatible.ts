import {networksOf} from '../plan/of-host.js';
import {failures} from './error-rule.js';
import {listed, runningOn} from './members.js';
import type {Rule} from './rule.js';
import {aboutHost, api} from './subjects.js';

export const swarmFeatureIncompatible: Rule = {
	id: 'swarm-feature-incompatible',
	title: 'A setting of the engine does not go with swarm mode',
	why: 'Live restore and the nftables firewall are not for engines of a swarm, and overlays do not cross the namespace of a rootless one.',
	severity: 'medium',
	*check(snapshot) {
		for (const host of snapshot.hosts.values()) {
			const overlays = networksOf(snapshot, host.id).filter(
				network => network.driver === 'overlay' && runningOn(network, snapshot).length > 0,
			);
			if (!host.rootless || host.swarm.state !== 'active' || overlays.length === 0) continue;
			yield {
				confidence: 'predicted',
				subject: aboutHost(host),
				message: `${host.name} runs without root, where overlay networks are not supported: containers of ${listed(overlays.map(({name}) => name))} reach none on other nodes.`,
				evidence: [
					api(`${host.name} SecurityOptions`, 'name=rootless', 'an engine with root'),
					api(`${host.name} Swarm.LocalNodeState`, 'active'),
				],
				fix: {
					title: 'Run an engine with root on the nodes of a swarm',
					commands: ['docker swarm leave'],
					sideEffects: ['The tasks of this node are made anew on others.'],
				},
			};
		}

		yield* failures(swarmFeatureIncompatible.id, snapshot, {
			fix: {
				title: 'Take the setting out of daemon.json, or leave the swarm',
				commands: ['systemctl restart docker'],
				sideEffects: ['Containers stop with the engine.'],
			},
		});
	},
};
