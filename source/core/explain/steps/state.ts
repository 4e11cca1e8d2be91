import type {Container} from '../../model/container.js';
import type {Evidence, Fix} from '../../model/finding.js';
import type {Snapshot} from '../../model/snapshot.js';
import {quote} from '../../plan/quote.js';
import {upInLoop} from '../../rules/conn-target-restarting.js';
import {findingOfError} from '../../rules/start-errors.js';
import {isoDate} from '../../text/formats.js';
import {api, type Path, type Step, step, targetEnd} from '../path.js';

function startFix({name}: Container): Fix {
	return {title: `Start ${name}`, commands: [`docker start ${quote(name)}`], sideEffects: []};
}

function evidenceOf({name, state, exitCode, error, details}: Container): readonly Evidence[] {
	return [
		api(`${name} State.Status`, state, 'running'),
		...(exitCode === undefined ? [] : [api(`${name} State.ExitCode`, String(exitCode))]),
		...(details?.outOfMemory ? [api(`${name} State.OOMKilled`, 'true', 'false')] : []),
		...(error ? [api(`${name} State.Error`, error)] : []),
		...(details?.finishedAt ? [api(`${name} State.FinishedAt`, isoDate(details.finishedAt))] : []),
	];
}

const without: Readonly<Partial<Record<Container['state'], string>>> = {
	created: 'was made but does not run',
	exited: 'does not run: it exited',
	removing: 'does not run: it is being removed',
};

/** Why a container's state alone keeps it from taking part; `asking`: it is the one that asks. */
function stateStep(id: string, container: Container, snapshot: Snapshot): ReturnType<Step> {
	const {name, state, exitCode, error, details, health} = container;
	const asking = id === 'asker';
	const evidence = evidenceOf(container);
	const observed = true;
	switch (state) {
		case 'running': {
			const restarted = details?.restartCount ?? 0;
			const up = upInLoop(container, snapshot);
			if (!asking && up !== undefined)
				return step(
					id,
					'warn',
					`${name} restarts over and over (${restarted} times by now), and has been up for ${up} s`,
					{
						evidence: [
							api(`${name} RestartCount`, String(restarted), '0'),
							...(exitCode === undefined ? [] : [api(`${name} State.ExitCode`, String(exitCode), '0')]),
						],
						finding: 'conn-target-restarting',
						observed,
					},
				);
			if (!asking && health === 'unhealthy') {
				const output = details?.lastHealth?.output.trim() ?? '';
				return step(
					id,
					'warn',
					`${name} is running but unhealthy: its health check fails${output ? ` (${output})` : ''}`,
					{
						evidence: [
							api(`${name} State.Health.Status`, 'unhealthy', 'healthy'),
							...(details?.lastHealth
								? [api(`${name} State.Health.Log`, `exit code ${details.lastHealth.exitCode}: ${output}`)]
								: []),
						],
						finding: 'conn-target-unhealthy',
						observed,
					},
				);
			}

			return step(id, 'pass', `${name} is running${restarted > 0 ? `, restarted ${restarted} times` : ''}`, {
				evidence: [api(`${name} State.Status`, state)],
				observed,
			});
		}

		case 'paused':
			return step(
				id,
				'fail',
				asking
					? `${name} is paused: nothing in it can ask`
					: `${name} is paused: its kernel side still answers pings and accepts connections, its processes do not`,
				{
					evidence,
					finding: 'conn-target-paused',
					fix: {title: `Let ${name} go on`, commands: [`docker unpause ${quote(name)}`], sideEffects: []},
					observed,
				},
			);
		case 'restarting':
			return step(
				id,
				'fail',
				`${name} is restarting${details?.restartCount ? ` over and over (${details.restartCount} times)` : ''}`,
				{
					evidence,
					finding: 'conn-target-restarting',
					observed,
				},
			);
		default: {
			const cause = (error && findingOfError(error)) || 'conn-target-stopped';
			const why = error
				? `: ${error}`
				: exitCode === undefined || state !== 'exited'
					? ''
					: ` with exit code ${exitCode}`;
			const killed = details?.outOfMemory ? ', killed as its memory ran out' : '';
			const title = `${name} ${without[state] ?? `does not run: it is ${state}`}${why}${killed}`;
			return step(id, 'fail', title, {
				evidence,
				finding: cause,
				// What its error tells comes first: the rule of that finding knows what to do.
				...(cause === 'conn-target-stopped' && {fix: startFix(container)}),
				observed,
			});
		}
	}
}

/** Whether the one that asks can ask. */
export function askerState({from, snapshot}: Path): ReturnType<Step> {
	if (!from.container) return undefined;
	if (from.mode === 'lost') return lost('asker', from.container);
	return stateStep('asker', from.container, snapshot);
}

/** Whether the target can answer. */
export function targetState(path: Path): ReturnType<Step> {
	const end = targetEnd(path);
	if (!end?.container || path.to.kind === 'self' || end.container === path.from.container) return undefined;
	if (end.mode === 'lost') return lost('target', end.container);
	const {networks, container} = end;
	const isBetween =
		end.owner?.state === 'running' &&
		networks.every(({endpoint, network}) => !endpoint.ipv4 && !endpoint.ipv6 && network.ipamDriver !== 'null');
	// The engine says so for a moment, while it takes the network away or has not yet given it.
	if (container.state === 'running' && networks.length > 0 && isBetween)
		return step('target', 'fail', `${container.name} is being stopped or started: it has no address yet, or no more`, {
			evidence: networks.map(({network}) => api(`${container.name} address on ${network.name}`, 'none', 'an address')),
			finding: 'conn-target-stopped',
			observed: true,
		});
	return stateStep('target', end.container, path.snapshot);
}

/** The namespace that it shares is gone with its container. */
function lost(id: string, {name, sharesNetworkOf = ''}: Container): ReturnType<Step> {
	return step(id, 'fail', `${name} shares the network of a container that is gone`, {
		evidence: [api(`${name} HostConfig.NetworkMode`, `container:${sharesNetworkOf.slice(0, 12)}`)],
		finding: 'netns-shared-target-down',
		observed: true,
	});
}
