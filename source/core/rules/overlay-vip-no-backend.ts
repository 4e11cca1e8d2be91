import {tasksOf} from '../plan/of-host.js';
import {quote} from '../plan/quote.js';
import {failedStarts} from './failed-starts.js';
import {areDone, isWanted} from './members.js';
import type {Rule} from './rule.js';
import {findingOfError} from './start-errors.js';
import {aboutService, api} from './subjects.js';

const fixOf = (name: string) => ({
	title: 'See why its tasks do not run, then have them made anew',
	commands: [`docker service ps --no-trunc ${quote(name)}`, `docker service update --force ${quote(name)}`],
	sideEffects: ['All tasks of the service are replaced.'],
});

export const overlayVipNoBackend: Rule = {
	id: 'overlay-vip-no-backend',
	title: 'A service lacks running tasks',
	why: 'Its name still leads to its virtual IP: with no task behind it, connections are refused or time out.',
	severity: 'high',
	*check(snapshot) {
		const reported = new Set<string>();
		for (const {services} of snapshot.swarms.values()) {
			for (const service of services) {
				const {name, mode, replicas} = service;
				const its = tasksOf(service, snapshot);
				if (mode === 'job' || replicas === 0 || its.length === 0) continue;
				if (its.some(({state}) => state === 'running') || areDone(its)) continue;
				// Why it does not run now, rather than why others before it did not.
				const {error} = [...its.filter(isWanted), ...its].find(task => task.error) ?? {};
				const cause = error === undefined ? undefined : findingOfError(error);
				reported.add(service.id);
				const states = [...new Set(its.map(({state}) => state))].join(', ');
				yield {
					// Without an error it may only just be starting; with one that is a finding of its own, that has the word.
					...((error === undefined || (cause && cause !== overlayVipNoBackend.id)) && {severity: 'low' as const}),
					confidence: 'observed',
					subject: aboutService(service),
					message: `None of the tasks of ${name} runs (${states})${error ? `: ${error}` : ''}. Its name leads nowhere.`,
					evidence: [
						api(`${name} Task.Status.State`, states, 'running'),
						...(error ? [api(`${name} Task.Status.Err`, error)] : []),
					],
					fix: fixOf(name),
				};
			}
		}

		for (const {subject, at, error} of failedStarts(overlayVipNoBackend.id, snapshot)) {
			if (reported.has(subject.id)) continue;
			yield {
				// The others of its tasks serve.
				severity: 'medium' as const,
				confidence: 'observed' as const,
				subject,
				message: `${subject.name} has fewer running tasks than it wants: ${error}.`,
				evidence: [api(at, error)],
				fix: fixOf(subject.name),
			};
		}
	},
};
