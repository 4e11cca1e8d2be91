import {type Key, keyOf} from '../model/reference.js';
import type {Snapshot} from '../model/snapshot.js';
import {containerOf, type Probed} from '../probes/probed.js';
import {isoDate} from '../text/formats.js';
import type {Section} from './view.js';

/** As many as one looks back at. */
const shown = 10;

function timeOfDay(milliseconds: number): string {
	return isoDate(milliseconds).slice(11);
}

function outcome({result, finishedAt}: Probed): readonly [string, string] {
	if (!result) return [finishedAt === undefined ? 'under way' : 'no result', ''];
	return [result.result, result.message];
}

/** The probes made from a container, the newest first. */
export function probesSection(container: Key, {probes}: Snapshot): Section {
	const own = probes.filter(probed => keyOf({host: probed.host, id: containerOf(probed) ?? ''}) === container);
	return {
		title: 'Probes from here',
		columns: ['at (UTC)', 'probe', 'target', 'result', 'what happened'],
		rows: own
			.slice(-shown)
			.reverse()
			.map(probed => [timeOfDay(probed.startedAt), probed.kind, probed.target, ...outcome(probed)]),
		empty: 'none made yet',
	};
}
