import type {Container} from '../model/container.js';
import type {Severity} from '../model/finding.js';
import {quote} from '../plan/quote.js';
import {isoDate} from '../text/formats.js';
import {isShortLived, listed} from './members.js';
import type {Rule} from './rule.js';
import {findingOfError} from './start-errors.js';
import {aboutContainer, api} from './subjects.js';

const stopped: readonly Container['state'][] = ['created', 'exited', 'dead'];

/** Interrupted, killed or terminated: what `docker stop` leaves too. */
const signals = new Set([130, 137, 143]);

const networksOf = ({endpoints}: Container) =>
	endpoints.map(({networkName}) => networkName).filter(name => !['host', 'none'].includes(name));

/** Nobody can go by its name or by a port of it: tried out once, and never removed. */
function servesNobody(container: Container): boolean {
	const isNamed = networksOf(container).some(name => !['bridge', 'podman'].includes(name));
	return !isNamed && (container.details?.requestedPorts ?? []).length === 0;
}

/** Whether it fell or was put down. */
export function severityOf(container: Container): Severity {
	const {state, exitCode = 0, error, details} = container;
	if (error) return servesNobody(container) ? 'low' : 'high';
	if (state === 'created' || exitCode === 0) return 'info';
	if (servesNobody(container) || (signals.has(exitCode) && !details?.outOfMemory)) return 'low';
	// With these policies the engine starts it again, unless somebody stopped it.
	return ['always', 'unless-stopped'].includes(details?.restartPolicy.name ?? '') ? 'low' : 'high';
}

function howItStopped({state, exitCode, error}: Container): string {
	if (error) return `does not start: ${error}`;
	if (state === 'created') return 'was made and never started';
	return exitCode === undefined ? `does not run (${state})` : `has stopped with exit code ${exitCode}`;
}

export const connTargetStopped: Rule = {
	id: 'conn-target-stopped',
	title: 'A container of a network does not run',
	why: 'Its place on the network is kept, without an address: its name does not resolve and nobody answers.',
	severity: 'high',
	*check({containers}) {
		for (const container of containers.values()) {
			const {name, state, exitCode, error, details} = container;
			const networks = networksOf(container);
			if (!stopped.includes(state) || networks.length === 0 || isShortLived(container)) continue;
			if (error && findingOfError(error)) continue;
			yield {
				severity: severityOf(container),
				confidence: 'observed' as const,
				subject: aboutContainer(container),
				message: `${name} ${howItStopped(container)}; it is still listed on ${listed(networks)}, without an address, and its name does not resolve there.`,
				evidence: [
					api(`${name} State.Status`, state, 'running'),
					...(exitCode === undefined || state === 'created' ? [] : [api(`${name} State.ExitCode`, `${exitCode}`, '0')]),
					...(error ? [api(`${name} State.Error`, error, '')] : []),
					...(details?.outOfMemory ? [api(`${name} State.OOMKilled`, 'true', 'false')] : []),
					...(details?.finishedAt ? [api(`${name} State.FinishedAt`, isoDate(details.finishedAt))] : []),
				],
				fix: {
					title: `See why ${name} ended, then start it`,
					commands: [`docker logs --tail 50 ${quote(name)}`, `docker start ${quote(name)}`],
					sideEffects: [],
				},
			};
		}
	},
};
