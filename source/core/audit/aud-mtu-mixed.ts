import type {Container} from '../model/container.js';
import type {Network} from '../model/network.js';
import type {Snapshot} from '../model/snapshot.js';
import {membersOf} from '../plan/of-host.js';
import {listed} from '../rules/members.js';
import {mtuUnderlaySmaller} from '../rules/mtu-underlay-smaller.js';
import type {Rule} from '../rules/rule.js';
import {api} from '../rules/subjects.js';
import {networkFound, ownNetworks} from './found.js';

const option = 'com.docker.network.driver.mtu';
/** Of a bridge that is not told another. */
const usual = 1500;

const mtuOf = ({options}: Network) => Number(options[option] ?? usual);

/** What belongs together: a Compose project, or the one container. */
const applicationOf = ({labels, id}: Container) => labels['com.docker.compose.project'] ?? id;

/** Bridge networks by the applications that are on them. Packets of an overlay are smaller on purpose. */
function networksByApplication(snapshot: Snapshot): ReadonlyMap<string, readonly Network[]> {
	const found = new Map<string, Set<Network>>();
	for (const network of ownNetworks(snapshot)) {
		if (network.driver !== 'bridge' || network.configOnly) continue;
		for (const {container} of membersOf(network, snapshot)) {
			const application = `${network.host} ${applicationOf(container)}`;
			found.set(application, (found.get(application) ?? new Set()).add(network));
		}
	}

	return new Map([...found].map(([application, networks]) => [application, [...networks]]));
}

export const audMtuMixed: Rule = {
	id: 'aud-mtu-mixed',
	title: 'MTUs do not fit together',
	why: 'Large packets pass on one network and vanish on the other: connections open, then hang.',
	severity: 'medium',
	sameAs: 'mtu-underlay-smaller',
	*check(snapshot) {
		const told = new Set<Network>();
		for (const networks of networksByApplication(snapshot).values()) {
			const [smallest, ...others] = networks.toSorted((one, other) => mtuOf(one) - mtuOf(other));
			const larger = others.filter(other => smallest && mtuOf(other) > mtuOf(smallest));
			if (!smallest || larger.length === 0 || told.has(smallest)) continue;
			told.add(smallest);
			yield networkFound(smallest, {
				message: `${smallest.name} has MTU ${mtuOf(smallest)}, and ${listed(larger.map(each => `${each.name} ${mtuOf(each)}`))}, though the same application is on them.`,
				evidence: [smallest, ...larger].map(({name, options}) =>
					api(`${name} Options["${option}"]`, options[option] ?? `not set (${usual})`, 'one MTU for all'),
				),
				// Somebody set the smaller one for a way that takes no more.
				fix: {
					title: `Create ${listed(larger.map(each => each.name))} again with --opt ${option}=${mtuOf(smallest)}`,
					commands: [],
					sideEffects: ['Every container leaves these networks and joins them anew; addresses change.'],
				},
			});
		}

		yield* mtuUnderlaySmaller.check(snapshot);
	},
};
