import type {Network} from '../model/network.js';
import type {Snapshot} from '../model/snapshot.js';
import {membersOf} from '../plan/of-host.js';
import type {Rule} from '../rules/rule.js';
import {api} from '../rules/subjects.js';
import {isBridgeOfDocker} from './default-bridge.js';
import {configureEngine, createAgain, networkFound, ownNetworks} from './found.js';

const option = 'com.docker.network.bridge.enable_ip_masquerade';

/** Then nobody is told that its addresses are reached from outside. */
function isNat({ipv4, options}: Network): boolean {
	const mode = options[`com.docker.network.bridge.gateway_mode_ipv${ipv4 ? 4 : 6}`] ?? 'nat';
	return mode.startsWith('nat');
}

/** The default bridge has the engine's own setting, and matters once somebody is on it. */
function networksWithout(snapshot: Snapshot): readonly Network[] {
	const standard = [...snapshot.networks.values()].filter(
		network => isBridgeOfDocker(network, snapshot) && membersOf(network, snapshot).length > 0,
	);
	return [...standard, ...ownNetworks(snapshot)].filter(
		network => network.options[option] === 'false' && !network.internal && isNat(network),
	);
}

export const audBridgeNoMasq: Rule = {
	id: 'aud-bridge-no-masq',
	title: 'Network does not masquerade',
	why: 'Answers from outside find the way back only where a route leads to the addresses of its containers.',
	severity: 'medium',
	sameAs: 'conn-masquerade-missing',
	*check(snapshot) {
		for (const network of networksWithout(snapshot)) {
			yield networkFound(network, {
				message: `${network.name} has masquerading off: its containers reach the outside only where a route leads back to them.`,
				evidence: [api(`${network.name} Options.${option}`, 'false', 'not set, or gateway mode routed')],
				fix: network.builtIn
					? configureEngine(snapshot.hosts.get(network.host), '"ip-masq": true')
					: createAgain(
							network,
							'without that option, or with --opt com.docker.network.bridge.gateway_mode_ipv4=routed',
						),
			});
		}
	},
};
