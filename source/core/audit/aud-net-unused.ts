import type {Network} from '../model/network.js';
import type {Snapshot} from '../model/snapshot.js';
import {membersOf} from '../plan/of-host.js';
import {removeNetworksPlan} from '../plan/remove-networks.js';
import {commandLines} from '../plan/shell.js';
import type {Rule} from '../rules/rule.js';
import {api} from '../rules/subjects.js';
import {isoDate} from '../text/formats.js';
import {networkFound, ownNetworks} from './found.js';

/** Milliseconds: what is younger may wait for containers that are yet to come. */
const aDay = 86_400_000;

function isYoung({host, created}: Network, {hosts}: Snapshot): boolean {
	const clock = hosts.get(host)?.details?.clock;
	return clock !== undefined && created !== undefined && clock - created < aDay;
}

export const audNetUnused: Rule = {
	id: 'aud-net-unused',
	title: 'Network is not used',
	why: 'It holds a subnet that other networks could have.',
	severity: 'low',
	*check(snapshot) {
		for (const network of ownNetworks(snapshot)) {
			// Who uses a network of the swarm on other nodes is not seen from here.
			if (network.scope !== 'local' || network.configOnly || network.details?.live.length) continue;
			if (membersOf(network, snapshot).length > 0) continue;
			const plan = removeNetworksPlan([network], snapshot);
			const subnets = network.subnets.map(({cidr}) => cidr).join(', ');
			const young = isYoung(network, snapshot);
			const created = network.created === undefined ? [] : [isoDate(network.created)];
			yield networkFound(network, {
				...(young && {severity: 'info'}),
				message: `No container, running or stopped, is on ${network.name}${subnets ? `, which holds ${subnets}` : ''}${young ? '; it is less than a day old, and may be about to be used' : ''}.`,
				evidence: [
					api(`${network.name} Containers`, 'none', 'one at least'),
					...created.map(time => api(`${network.name} Created`, time)),
				],
				fix: {
					title: plan.title,
					commands: commandLines(plan.steps),
					sideEffects: plan.effects.map(({text}) => text),
					plan,
				},
			});
		}
	},
};
