import type {Rule} from '../rules/rule.js';
import {api} from '../rules/subjects.js';
import {dockerHosts, hostFound, withoutHostDetails} from './found.js';

/** With `https` it asks clients for no certificate. */
const accessible = /API is accessible on (https?):\/\/(\S+)/i;

export const audApiTcpInsecure: Rule = {
	id: 'aud-api-tcp-insecure',
	title: "Engine's API is open to whoever reaches its port",
	why: 'The API knows no password, only certificates of its clients: who reaches it without one is root on the host.',
	severity: 'critical',
	benchmark: '2.7',
	skip: withoutHostDetails,
	*check(snapshot) {
		for (const host of dockerHosts(snapshot)) {
			const told = host.details?.warnings.filter(warning => accessible.test(warning)) ?? [];
			if (told.length === 0) continue;
			const ways = told.map(warning => {
				const [, scheme = '', address] = accessible.exec(warning) ?? [];
				return `${address} ${scheme.toLowerCase() === 'https' ? 'with TLS, but asks for no certificate' : 'without TLS'}`;
			});
			yield hostFound(host, {
				message: `The engine ${host.name} answers on ${ways.join(', and on ')}: whoever reaches that port is root on the host.`,
				// What it goes on to say is advice.
				evidence: told.map(warning => api('info Warnings', warning.split('\n')[0]?.trim() ?? '', 'no such warning')),
				fix: {
					title: 'Serve the API with --tlsverify, or on its socket only and reach it by ssh://',
					commands: [],
					sideEffects: ['The engine is restarted; clients need certificates or an SSH key.'],
				},
			});
		}
	},
};
