import type {Evidence, Fix} from '../model/finding.js';
import {type FailedStart, failedStarts} from './failed-starts.js';
import type {Found, Rule} from './rule.js';
import {api} from './subjects.js';

/** A rule that goes by what the engine said: of a container that did not start, of a task, of the swarm. */
export function errorRule({
	fix,
	besides,
	...rule
}: Omit<Rule, 'check'> & {
	readonly fix: Fix;
	/** What proves it, besides the text. */
	readonly besides?: (failed: FailedStart) => readonly Evidence[];
}): Rule {
	return {
		...rule,
		*check(snapshot): Iterable<Found> {
			for (const failed of failedStarts(rule.id, snapshot)) {
				const {subject, at, error} = failed;
				yield {
					confidence: 'observed',
					subject,
					message: `${subject.name} did not come up: ${error}`,
					evidence: [api(at, error), ...(besides?.(failed) ?? [])],
					fix,
				};
			}
		},
	};
}
