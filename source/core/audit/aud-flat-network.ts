import type {Container} from '../model/container.js';
import type {Evidence} from '../model/finding.js';
import type {Network} from '../model/network.js';
import type {Snapshot} from '../model/snapshot.js';
import {membersOf} from '../plan/of-host.js';
import {listed, projectOf} from '../rules/members.js';
import {dataStoreReason, isLoopback, publishedPorts} from '../rules/published.js';
import type {Rule} from '../rules/rule.js';
import {api} from '../rules/subjects.js';
import {networkFound, ownNetworks} from './found.js';

const many = 8;

type Flatness = {readonly says: string; readonly evidence: readonly Evidence[]};

/** Several applications on one network. */
function mixed({name}: Network, members: readonly Container[]): readonly Flatness[] {
	const applications = [...new Set(members.flatMap(member => projectOf(member) ?? []))];
	if (members.length < many || applications.length < 2) return [];
	return [
		{
			says: `its ${members.length} containers belong to ${applications.length} applications (${listed(applications)})`,
			evidence: [api(`${name}: applications`, applications.join(', '), 'one')],
		},
	];
}

/** What faces the outside beside the data. */
function tiers({name}: Network, members: readonly Container[]): readonly Flatness[] {
	const stores = members.filter(member => dataStoreReason(member));
	const fronts = members.filter(
		member => !stores.includes(member) && publishedPorts(member).some(port => !isLoopback(port)),
	);
	if (stores.length === 0 || fronts.length === 0) return [];
	const [front, data] = [fronts, stores].map(each => listed(each.map(member => member.name)));
	return [
		{
			says: `${front} with ports open to the outside ${fronts.length === 1 ? 'is' : 'are'} beside the data of ${data}`,
			evidence: [
				api(`${name}: published`, `${front}`, 'on a network of its own'),
				api(`${name}: data stores`, `${data}`),
			],
		},
	];
}

function isFlat({internal, configOnly, options}: Network): boolean {
	return !internal && !configOnly && options['com.docker.network.bridge.enable_icc'] !== 'false';
}

export const audFlatNetwork: Rule = {
	id: 'aud-flat-network',
	title: 'One network carries what could be kept apart',
	why: 'Who takes one container over reaches every port of all the others.',
	severity: 'medium',
	*check(snapshot: Snapshot) {
		for (const network of ownNetworks(snapshot).filter(isFlat)) {
			const members = membersOf(network, snapshot).map(({container}) => container);
			const found = [...mixed(network, members), ...tiers(network, members)];
			if (found.length === 0) continue;
			yield networkFound(network, {
				message: `${network.name} is flat: ${found.map(({says}) => says).join(', and ')}.`,
				evidence: found.flatMap(({evidence}) => evidence),
				fix: {
					title: `Divide ${network.name}: one network for each tier, that of the data internal`,
					commands: [],
					sideEffects: ['Containers between two tiers join both networks; addresses change.'],
				},
			});
		}
	},
};
