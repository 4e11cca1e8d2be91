import type {Snapshot} from '../model/snapshot.js';
import {quote} from '../plan/quote.js';
import {listed} from '../rules/members.js';
import {disabledPlugin, pluginsOf} from '../rules/plugin-missing-or-disabled.js';
import type {Rule} from '../rules/rule.js';
import {api} from '../rules/subjects.js';
import {dockerHosts, networkFound, ownNetworks, withoutDocker} from './found.js';

/** Docker's own, of Windows too. */
const ownDrivers = [
	...['null', 'host', 'bridge', 'overlay', 'macvlan', 'ipvlan'],
	...['nat', 'transparent', 'l2bridge', 'l2tunnel', 'ics'],
];

/** Why nothing is known of any plugin that a network needs. */
function whyUnknown(snapshot: Snapshot): string | undefined {
	const hosts = dockerHosts(snapshot);
	if (!hosts.some(({details}) => details?.plugins)) return 'the engine does not tell its plugins';
	const foreign = ownNetworks(snapshot).filter(
		({host, driver}) => hosts.some(({id}) => id === host) && !ownDrivers.includes(driver),
	);
	if (foreign.length === 0 || foreign.some(network => pluginsOf(network, snapshot.hosts.get(network.host)).length > 0))
		return undefined;
	const names = listed(foreign.map(({name, driver}) => `${name} (${driver})`));
	return `no plugin that the engine lists is the driver of ${names}: it is missing, or of the old kind, which is not listed`;
}

/** Only a plugin that is listed and off is known to be missing: plugins of the old kind are not listed. */
export const audPluginUnreachable: Rule = {
	id: 'aud-plugin-unreachable',
	title: "Network's driver is a plugin that is off",
	why: 'Without its driver no container of the network starts, and it cannot be removed.',
	severity: 'high',
	sameAs: 'plugin-missing-or-disabled',
	skip: snapshot => withoutDocker(snapshot) ?? whyUnknown(snapshot),
	*check(snapshot) {
		for (const network of ownNetworks(snapshot)) {
			const plugin = disabledPlugin(network, snapshot.hosts.get(network.host));
			if (!plugin) continue;
			yield networkFound(network, {
				message: `${network.name} needs the driver ${network.driver}, a plugin that is disabled: its containers cannot start.`,
				evidence: [api(`plugin ${plugin.name} Enabled`, 'false', 'true')],
				fix: {
					title: `Enable the plugin ${plugin.name}`,
					commands: [`docker plugin enable ${quote(plugin.name)}`],
					sideEffects: [],
				},
			});
		}
	},
};
