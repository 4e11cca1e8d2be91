import {quote} from '../plan/quote.js';
import type {Rule} from '../rules/rule.js';
import {api} from '../rules/subjects.js';
import {dockerHosts, networkFound, ownNetworks, withoutDocker} from './found.js';

const nameOf = (reference: string) => reference.replace(/:latest$/, '');

/** Only a plugin that is listed and off is known to be missing: plugins of the old kind are not listed. */
export const audPluginUnreachable: Rule = {
	id: 'aud-plugin-unreachable',
	title: "Network's driver is a plugin that is off",
	why: 'Without its driver no container of the network starts, and it cannot be removed.',
	severity: 'high',
	sameAs: 'plugin-missing-or-disabled',
	skip: snapshot =>
		withoutDocker(snapshot) ??
		(dockerHosts(snapshot).some(({details}) => details?.plugins) ? undefined : 'the engine does not tell its plugins'),
	*check(snapshot) {
		for (const network of ownNetworks(snapshot)) {
			const plugins = snapshot.hosts.get(network.host)?.details?.plugins ?? [];
			const plugin = plugins.find(({name}) => nameOf(name) === nameOf(network.driver));
			if (!plugin || plugin.enabled) continue;
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
