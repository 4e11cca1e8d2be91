import type {Rule} from '../rules/rule.js';
import {api} from '../rules/subjects.js';
import {containerFound, ownContainers, runAgain, withoutContainerDetails} from './found.js';

export const audProxyEnv: Rule = {
	id: 'aud-proxy-env',
	title: 'Proxy is set without exceptions',
	why: 'Requests to other containers go to the proxy too, which sees them and cannot resolve their names.',
	severity: 'low',
	sameAs: 'conn-proxy-env',
	skip: withoutContainerDetails,
	*check(snapshot) {
		for (const container of ownContainers(snapshot)) {
			const {variables = [], exceptions = []} = container.details?.proxy ?? {};
			if (variables.length === 0 || exceptions.length > 0) continue;
			const names = variables.join(', ');
			yield containerFound(container, {
				message: `${container.name} has ${names} set and no NO_PROXY: requests to other containers go to the proxy.`,
				evidence: [
					api(`${container.name} Config.Env`, names),
					api(`${container.name} Config.Env NO_PROXY`, 'not set', 'the names of its neighbours'),
				],
				fix: runAgain(container, 'with NO_PROXY=localhost,127.0.0.1 and the names of its neighbours'),
			});
		}
	},
};
