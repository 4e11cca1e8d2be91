import type {Rule} from '../rules/rule.js';
import {api} from '../rules/subjects.js';
import {configureEngine, dockerHosts, hostFound, withoutDocker} from './found.js';

const fact = 'EnableUserlandProxy';

export const audUserlandProxy: Rule = {
	id: 'aud-userland-proxy',
	title: 'Userland proxy is on',
	why: 'It takes one process for each published port, and where it carries a connection the container does not see who calls.',
	severity: 'low',
	benchmark: '2.16',
	skip: snapshot =>
		withoutDocker(snapshot) ??
		(dockerHosts(snapshot).some(({details}) => details?.firewall?.facts[fact] !== undefined)
			? undefined
			: 'engines before 29.5 do not tell whether it is on'),
	*check(snapshot) {
		for (const host of dockerHosts(snapshot)) {
			const value = host.details?.firewall?.facts[fact];
			if (value !== 'true') continue;
			yield hostFound(host, {
				message: `${host.name} runs a proxy process for each published port; connections that it carries come from the gateway's address.`,
				evidence: [api(`info FirewallBackend.Info.${fact}`, value, 'false')],
				fix: {
					...configureEngine(host, '"userland-proxy": false'),
					sideEffects: [
						...configureEngine(host, '').sideEffects,
						"Published ports no longer answer at the host's own [::1].",
					],
				},
			});
		}
	},
};
