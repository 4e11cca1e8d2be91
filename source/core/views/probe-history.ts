import {type Key, keyOf} from '../model/reference.js';
import type {Snapshot} from '../model/snapshot.js';
import {containerOf, type Probed, type Round} from '../probes/probed.js';
import {seriesOf} from '../probes/series.js';
import {isoDate, milliseconds} from '../text/formats.js';
import type {Section} from './view.js';

/** As many as one looks back at. */
const shown = 10;

function timeOfDay(milliseconds: number): string {
	return isoDate(milliseconds).slice(11);
}

/** Of a repeated probe: the newest result, or that rounds were lost, and how it went altogether. */
function summary(rounds: readonly Round[]): readonly [string, string] {
	const {sent, received, average, p95} = seriesOf(rounds);
	const last = rounds.at(-1)?.result ?? '';
	const times = received > 0 ? `, ${milliseconds(average)} ms on average, p95 ${milliseconds(p95)} ms` : '';
	return [received > 0 && received < sent ? 'loss' : last, `${rounds.length} rounds, ${sent - received} lost${times}`];
}

function outcome({result, finishedAt, rounds}: Probed): readonly [string, string] {
	if (rounds && rounds.length > 0) return summary(rounds);
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
