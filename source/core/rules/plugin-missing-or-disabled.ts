import type {Host, HostDetails} from '../model/host.js';
import type {Network} from '../model/network.js';
import {membersOf} from '../plan/of-host.js';
import {quote} from '../plan/quote.js';
import {failures} from './error-rule.js';
import type {Rule} from './rule.js';
import {aboutNetwork, api} from './subjects.js';

type Plugin = NonNullable<HostDetails['plugins']>[number];

const nameOf = (reference: string) => reference.replace(/:latest$/, '');

/** Listed plugins that are the network's driver or IPAM driver: plugins of the old kind are not listed. */
export function pluginsOf({driver, ipamDriver}: Network, host: Host | undefined): readonly Plugin[] {
	const needed = [driver, ipamDriver].map(nameOf);
	return host?.details?.plugins?.filter(({name}) => needed.includes(nameOf(name))) ?? [];
}

/** Only one that is listed and off is known to be missing. */
export function disabledPlugin(network: Network, host: Host | undefined): Plugin | undefined {
	return pluginsOf(network, host).find(({enabled}) => !enabled);
}

export const pluginMissingOrDisabled: Rule = {
	id: 'plugin-missing-or-disabled',
	title: 'A network plugin is missing or disabled',
	why: 'Networks of a plugin work while it runs, and nothing starts on them otherwise.',
	severity: 'critical',
	*check(snapshot) {
		for (const network of snapshot.networks.values()) {
			const plugin = disabledPlugin(network, snapshot.hosts.get(network.host));
			if (!plugin) continue;
			yield {
				...(membersOf(network, snapshot).length === 0 && {severity: 'low' as const}),
				confidence: 'predicted',
				subject: aboutNetwork(network),
				message: `${network.name} needs the plugin ${plugin.name}, which is disabled: its containers cannot start, and it cannot be removed.`,
				evidence: [
					api(`plugin ${plugin.name} Enabled`, 'false', 'true'),
					api(`${network.name} Driver`, network.driver),
				],
				fix: {
					title: `Enable the plugin ${plugin.name}`,
					commands: [`docker plugin enable ${quote(plugin.name)}`],
					sideEffects: [],
				},
			};
		}

		yield* failures(pluginMissingOrDisabled.id, snapshot, {
			fix: {
				title: 'Enable the plugin, or install it',
				commands: ['docker plugin ls', 'docker plugin enable PLUGIN'],
				sideEffects: [],
			},
		});
	},
};
