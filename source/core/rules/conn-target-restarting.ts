import {quote} from '../plan/quote.js';
import {isoDate} from '../text/formats.js';
import type {Rule} from './rule.js';
import {aboutContainer, api} from './subjects.js';

export const connTargetRestarting: Rule = {
	id: 'conn-target-restarting',
	title: 'A container restarts over and over',
	why: 'It is up only in between: connections are refused or break off, and its name comes and goes.',
	severity: 'high',
	*check({containers}) {
		for (const container of containers.values()) {
			const {name, state, details, exitCode} = container;
			if (state !== 'restarting') continue;
			const times = details ? ` (${details.restartCount} times by now)` : '';
			const code = exitCode === undefined ? '' : ` Its program ended with exit code ${exitCode}.`;
			yield {
				confidence: 'observed' as const,
				subject: aboutContainer(container),
				message: `${name} restarts over and over${times}: it can be reached only in between.${code}`,
				evidence: [
					api(`${name} State.Status`, 'restarting', 'running'),
					...(details ? [api(`${name} RestartCount`, `${details.restartCount}`, '0')] : []),
					...(exitCode === undefined ? [] : [api(`${name} State.ExitCode`, `${exitCode}`, '0')]),
					...(details?.startedAt ? [api(`${name} State.StartedAt`, isoDate(details.startedAt))] : []),
				],
				fix: {title: `See why ${name} ends`, commands: [`docker logs --tail 50 ${quote(name)}`], sideEffects: []},
			};
		}
	},
};
