import {tasksOf} from '../plan/of-host.js';
import {quote} from '../plan/quote.js';
import {areDone} from './members.js';
import type {Rule} from './rule.js';
import {aboutService, api} from './subjects.js';

export const overlayVipNoBackend: Rule = {
	id: 'overlay-vip-no-backend',
	title: 'A service has no running task',
	why: 'Its name still leads to its virtual IP, behind which nobody is: connections are refused or time out.',
	severity: 'high',
	*check(snapshot) {
		for (const {services} of snapshot.swarms.values()) {
			for (const service of services) {
				const {name, mode, replicas} = service;
				const its = tasksOf(service, snapshot);
				if (mode === 'job' || replicas === 0 || its.length === 0) continue;
				if (its.some(({state}) => state === 'running') || areDone(its)) continue;
				const error = its.find(task => task.error)?.error;
				const states = [...new Set(its.map(({state}) => state))].join(', ');
				yield {
					// Without an error it may only just be starting.
					...(error === undefined && {severity: 'low' as const}),
					confidence: 'observed',
					subject: aboutService(service),
					message: `None of the tasks of ${name} runs (${states})${error ? `: ${error}` : ''}. Its name leads nowhere.`,
					evidence: [
						api(`${name} Task.Status.State`, states, 'running'),
						...(error ? [api(`${name} Task.Status.Err`, error)] : []),
					],
					fix: {
						title: 'See why its tasks do not run, then have them made anew',
						commands: [`docker service ps --no-trunc ${quote(name)}`, `docker service update --force ${quote(name)}`],
						sideEffects: ['All tasks of the service are replaced.'],
					},
				};
			}
		}
	},
};
