import type {Rule} from '../rules/rule.js';
import {api} from '../rules/subjects.js';
import {isDefaultBridge} from './default-bridge.js';
import {containerFound, ownContainers, runAgain} from './found.js';

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
				fix: runAgain(container, 'with --network and a network of its own application'),
			});
		}
	},
};
