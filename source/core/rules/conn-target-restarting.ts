import type {Container} from '../model/container.js';
import type {Snapshot} from '../model/snapshot.js';
import {quote} from '../plan/quote.js';
import {isoDate} from '../text/formats.js';
import type {Rule} from './rule.js';
import {aboutContainer, api} from './subjects.js';

/** So many restarts, and up for less than that (seconds): a few are usual where a program waits for another. */
const loops = [
	{restarts: 3, seconds: 10},
	{restarts: 10, seconds: 60},
];

/** Since it started. */
function secondsUp({host, state, details}: Container, {hosts}: Snapshot): number | undefined {
	const clock = hosts.get(host)?.details?.clock;
	if (state !== 'running' || !details?.startedAt || clock === undefined) return undefined;
	// The clock was asked first: what started since is new.
	return Math.max(0, Math.floor((clock - details.startedAt) / 1000));
}

/** Seconds since a running container started, where it has restarted so often that it will likely end again. Undefined: it does not look so. */
export function upInLoop(container: Container, snapshot: Snapshot): number | undefined {
	const up = secondsUp(container, snapshot);
	const restarts = container.details?.restartCount ?? 0;
	return up !== undefined && loops.some(loop => restarts >= loop.restarts && up < loop.seconds) ? up : undefined;
}

/** It was restarted a moment ago, at least once: what was measured of it meanwhile says little of the network. */
export function comesAndGoes(container: Container, snapshot: Snapshot): boolean {
	const up = secondsUp(container, snapshot);
	const hasJust = up !== undefined && up < 60 && (container.details?.restartCount ?? 0) > 0;
	return container.state === 'restarting' || hasJust;
}

export const connTargetRestarting: Rule = {
	id: 'conn-target-restarting',
	title: 'A container restarts over and over',
	why: 'It is up only in between: connections are refused or break off, and its name comes and goes.',
	severity: 'high',
	*check(snapshot) {
		for (const container of snapshot.containers.values()) {
			const {name, state, details, exitCode} = container;
			const up = upInLoop(container, snapshot);
			if (state !== 'restarting' && up === undefined) continue;
			const times = details?.restartCount ? ` (${details.restartCount} times by now)` : '';
			const code = exitCode === undefined ? '' : ` Its program ended with exit code ${exitCode}.`;
			const now = up === undefined ? '' : `, and has been up for ${up} s now`;
			yield {
				confidence: 'observed' as const,
				subject: aboutContainer(container),
				message: `${name} restarts over and over${times}${now}: it can be reached only in between.${code}`,
				evidence: [
					...(up === undefined ? [api(`${name} State.Status`, 'restarting', 'running')] : []),
					...(details?.restartCount ? [api(`${name} RestartCount`, `${details.restartCount}`, '0')] : []),
					...(exitCode === undefined ? [] : [api(`${name} State.ExitCode`, `${exitCode}`, '0')]),
					...(details?.finishedAt && up !== undefined
						? [api(`${name} State.FinishedAt`, isoDate(details.finishedAt))]
						: []),
					...(details?.startedAt ? [api(`${name} State.StartedAt`, isoDate(details.startedAt))] : []),
				],
				fix: {title: `See why ${name} ends`, commands: [`docker logs --tail 50 ${quote(name)}`], sideEffects: []},
			};
		}
	},
};
