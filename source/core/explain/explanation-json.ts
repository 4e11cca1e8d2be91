import {fixJson} from '../formats/json.js';
import {probedJson} from '../probes/probed-json.js';
import type {Explanation} from './explanation.js';
import {pathTargetText} from './target.js';

/**
 * `{from, to, verdict: 'reachable' | 'blocked' | 'unknown', cause: finding's id | null, also: ids, steps: [{id, status, title,
 * confidence, evidence: [{source, at, value, expected}]}], probe: as of the probe's command | null, fix: {title, commands,
 * sideEffects} | null}`.
 */
export function explanationJson({question, verdict, cause, also, steps, probe, fix}: Explanation): object {
	return {
		from: question.fromName,
		to: pathTargetText(question),
		verdict,
		cause: cause ?? null,
		also,
		steps: steps.map(({id, status, title, confidence, evidence}) => ({
			id,
			status,
			title,
			confidence,
			evidence: evidence.map(({source, at, value, expected = null}) => ({source, at, value, expected})),
		})),
		probe: probe?.result ? probedJson(probe) : null,
		fix: fixJson(fix),
	};
}
