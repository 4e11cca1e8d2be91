import type {Fix} from '../model/finding.js';
import {failedStarts} from './failed-starts.js';
import type {Found, Rule} from './rule.js';
import {api} from './subjects.js';

/** A rule that goes by what the engine said: of a container that did not start, of a task, of the swarm. */
export function errorRule({fix, ...rule}: Omit<Rule, 'check'> & {readonly fix: Fix}): Rule {
	return {
		...rule,
		*check(snapshot): Iterable<Found> {
			for (const {subject, at, error} of failedStarts(rule.id, snapshot)) {
				yield {
					confidence: 'observed',
					subject,
					message: `${subject.name} did not come up: ${error}`,
					evidence: [api(at, error)],
					fix,
				};
			}
		},
	};
}
