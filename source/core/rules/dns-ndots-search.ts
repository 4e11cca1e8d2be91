import {keyOf} from '../model/reference.js';
import {runningContainers} from './members.js';
import {resolvConf} from './resolv-conf.js';
import type {Rule} from './rule.js';
import {aboutContainer, file} from './subjects.js';

export const dnsNdotsSearch: Rule = {
	id: 'dns-ndots-search',
	title: 'Search domains come before the name itself',
	why: 'With ndots above 0, short names are first asked with each search domain: slow, and sometimes another host answers.',
	severity: 'low',
	*check(snapshot) {
		for (const container of runningContainers(snapshot)) {
			const text = snapshot.observations.get(keyOf(container))?.resolvConf;
			if (text === undefined) continue;
			const {servers, search, ndots} = resolvConf(text);
			// Only Docker’s name server knows names without a dot.
			if (!servers.includes('127.0.0.11') || !ndots || search.length === 0) continue;
			const {name} = container;
			yield {
				confidence: 'observed' as const,
				subject: aboutContainer(container),
				message: `${name} has ndots:${ndots} and searches ${search.join(', ')}: names with fewer than ${ndots} dots are asked there first, names of containers too.`,
				evidence: [
					file(`${name}:/etc/resolv.conf`, `options ndots:${ndots}`, 'options ndots:0'),
					file(`${name}:/etc/resolv.conf`, `search ${search.join(' ')}`),
				],
				fix: {
					title: `Make ${name} anew with other options`,
					commands: ['docker run --dns-opt ndots:0 --dns-search . …'],
					sideEffects: [],
				},
			};
		}
	},
};
