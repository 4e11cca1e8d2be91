import type {Rule} from '../rules/rule.js';
import {api} from '../rules/subjects.js';
import {dockerHosts, hostFound, withoutHostDetails} from './found.js';

export const audApiTcpInsecure: Rule = {
	id: 'aud-api-tcp-insecure',
	title: "Engine's API is open without TLS",
	why: 'The API has no other password: who reaches it is root on the host.',
	severity: 'critical',
	benchmark: '2.7',
	skip: withoutHostDetails,
	*check(snapshot) {
		for (const host of dockerHosts(snapshot)) {
			const told = host.details?.warnings.filter(warning => /API is accessible on http/i.test(warning)) ?? [];
			if (told.length === 0) continue;
			yield hostFound(host, {
				message: `The engine ${host.name} answers on TCP without TLS: whoever reaches that port is root on the host.`,
				evidence: told.map(warning => api('info Warnings', warning, 'no such warning')),
				fix: {
					title: 'Serve the API with --tlsverify, or on its socket only and reach it by ssh://',
					commands: [],
					sideEffects: ['The engine is restarted; clients need certificates or an SSH key.'],
				},
			});
		}
	},
};
