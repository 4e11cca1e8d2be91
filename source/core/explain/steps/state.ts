import type {Container} from '../../model/container.js';
import type {Evidence, Fix} from '../../model/finding.js';
import {quote} from '../../plan/quote.js';
import {isoDate} from '../../text/formats.js';
import {api, type Path, type Step, step, targetEnd} from '../path.js';
import {findingOfError} from '../start-errors.js';

function startFix({name}: Container, isFailed: boolean): Fix {
	return {
		title: isFailed ? `Start ${name} when what its error tells is mended` : `Start ${name}`,
		commands: [`docker start ${quote(name)}`],
		sideEffects: [],
	};
}

function evidenceOf({name, state, exitCode, error, details}: Container): readonly Evidence[] {
	return [
		api(`${name} State.Status`, state, 'running'),
		...(exitCode === undefined ? [] : [api(`${name} State.ExitCode`, String(exitCode))]),
		...(error ? [api(`${name} State.Error`, error)] : []),
		...(details?.finishedAt ? [api(`${name} State.FinishedAt`, isoDate(details.finishedAt))] : []),
	];
}

/** Why a container's state alone keeps it from taking part; `asking`: it is the one that asks. */
function stateStep(id: string, container: Container, asking: boolean): ReturnType<Step> {
	const {name, state, exitCode, error, details, health} = container;
	const evidence = evidenceOf(container);
	const observed = true;
	switch (state) {
		case 'running': {
			const restarted = details?.restartCount ?? 0;
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
			return step(id, 'fail', `${name} is restarting over and over (${details?.restartCount ?? 'some'} times)`, {
				evidence,
				finding: 'conn-target-restarting',
				fix: {title: 'See why it ends', commands: [`docker logs --tail 50 ${quote(name)}`], sideEffects: []},
				observed,
			});
		default: {
			const cause = (error && findingOfError(error)) || 'conn-target-stopped';
			const why = error ? `: ${error}` : exitCode === undefined ? '' : ` with exit code ${exitCode}`;
			const title =
				state === 'created' ? `${name} was made but does not run${why}` : `${name} does not run: it ${state}${why}`;
			return step(id, 'fail', title, {
				evidence,
				finding: cause,
				fix: startFix(container, cause !== 'conn-target-stopped'),
				observed,
			});
		}
	}
}

/** Whether the one that asks can ask. */
export function askerState({from}: Path): ReturnType<Step> {
	if (!from.container) return undefined;
	if (from.mode === 'lost') return lost('asker', from.container);
	return stateStep('asker', from.container, true);
}

/** Whether the target can answer. */
export function targetState(path: Path): ReturnType<Step> {
	const end = targetEnd(path);
	if (!end?.container || path.to.kind === 'self' || end.container === path.from.container) return undefined;
	if (end.mode === 'lost') return lost('target', end.container);
	return stateStep('target', end.container, false);
}

/** The namespace that it shares is gone with its container. */
function lost(id: string, {name, sharesNetworkOf = ''}: Container): ReturnType<Step> {
	return step(id, 'fail', `${name} shares the network of a container that is gone`, {
		evidence: [api(`${name} HostConfig.NetworkMode`, `container:${sharesNetworkOf.slice(0, 12)}`)],
		finding: 'netns-shared-target-down',
		observed: true,
	});
}
