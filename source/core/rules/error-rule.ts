import type {Evidence, Fix} from '../model/finding.js';
import type {Snapshot} from '../model/snapshot.js';
import {type FailedStart, failedStarts} from './failed-starts.js';
import type {Found, Rule} from './rule.js';
import {api} from './subjects.js';

type Words = {
	readonly fix?: Fix | ((failed: FailedStart) => Fix);
	/** What proves it, besides the text. */
	readonly besides?: (failed: FailedStart) => readonly Evidence[];
};

/** What the engine said, by that rule, of a container that did not start, of a task, of the swarm. */
export function* failures(id: string, snapshot: Snapshot, {fix, besides}: Words): Iterable<Found> {
	for (const failed of failedStarts(id, snapshot)) {
		const {subject, at, error} = failed;
		yield {
			confidence: 'observed',
			subject,
			message: `${subject.name} did not come up: ${error}`,
			evidence: [api(at, error), ...(besides?.(failed) ?? [])],
			...(fix && {fix: typeof fix === 'function' ? fix(failed) : fix}),
		};
	}
}

/** A rule that goes by what the engine said alone. */
export function errorRule({fix, besides, ...rule}: Omit<Rule, 'check'> & Words): Rule {
	return {...rule, check: snapshot => failures(rule.id, snapshot, {fix, besides})};
}
