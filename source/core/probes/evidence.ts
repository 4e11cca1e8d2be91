import type {Evidence} from '../model/finding.js';
import type {Probed} from './probed.js';

/** What was measured, for a finding or a step. */
export function evidenceOf({command, result, from, kind, target}: Probed): Evidence {
	return {
		source: 'probe',
		at: command ?? `${kind} ${target} from ${from}`,
		value: `${result?.result ?? 'no result'}: ${result?.message ?? ''}`,
	};
}
