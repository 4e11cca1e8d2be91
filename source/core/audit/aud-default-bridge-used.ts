import type {Container} from '../model/container.js';
import type {Fix} from '../model/finding.js';
import {quote} from '../plan/quote.js';
import type {Rule} from '../rules/rule.js';
import {api} from '../rules/subjects.js';
import {isDefaultBridge} from './default-bridge.js';
import {containerFound, ownContainers} from './found.js';

/** In this order older engines publish its ports on the new network, which they do for one network at a time. */
function leaveBridge({name, endpoints}: Container): Fix {
	const leave = `docker network disconnect bridge ${quote(name)}`;
	if (endpoints.length > 1)
		return {
			title: `Take ${name} off the default bridge: it has other networks`,
			commands: [leave],
			sideEffects: [`Connections of ${name} over the bridge end, and its default gateway may move.`],
		};
	return {
		title: `Move ${name} to a network of its own application`,
		commands: ['docker network create app', leave, `docker network connect app ${quote(name)}`],
		sideEffects: [`Connections of ${name} end, and its address changes; links by --link do not work there.`],
	};
}

export const audDefaultBridgeUsed: Rule = {
	id: 'aud-default-bridge-used',
	title: 'Container is on the default bridge',
	why: 'Whatever names no network lands there: it has no names, and everybody on it reaches everybody.',
	severity: 'medium',
	benchmark: '5.30',
	*check(snapshot) {
		for (const container of ownContainers(snapshot)) {
			if (!container.endpoints.some(endpoint => isDefaultBridge(endpoint, container, snapshot))) continue;
			yield containerFound(container, {
				message: `${container.name} is on the default bridge: it finds no other container by name there, and shares it with all that name no network.`,
				evidence: [api(`${container.name} NetworkSettings.Networks`, 'bridge', 'a network of its own application')],
				fix: leaveBridge(container),
			});
		}
	},
};
