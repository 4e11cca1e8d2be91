import type {Container} from '../../model/container.js';
import {quote} from '../../plan/quote.js';
import {isLeftBehind} from '../../rules/netns-shared-stale.js';
import {type End, sharesNamespace} from '../ends.js';
import {api, type Path, type Step, step, targetEnd} from '../path.js';

function problemOf(id: string, end: End): ReturnType<Step> {
	const {container, owner, name} = end;
	if (!container) return undefined;
	if (owner && owner !== container && owner.state !== 'running' && owner.state !== 'paused') {
		return step(id, 'fail', `${name} shares the network of ${owner.name}, which is ${owner.state}`, {
			evidence: [api(`${owner.name} State.Status`, owner.state, 'running')],
			finding: 'netns-shared-target-down',
			fix: restartFix(owner, container),
			observed: true,
		});
	}

	if (owner && isLeftBehind(container, owner)) {
		return step(id, 'fail', `${name} is still in the network namespace that ${owner.name} had before its restart`, {
			evidence: [
				api(`${owner.name} State.StartedAt`, new Date(owner.details!.startedAt!).toISOString()),
				api(`${name} State.StartedAt`, new Date(container.details!.startedAt!).toISOString(), `after ${owner.name}`),
			],
			finding: 'netns-shared-stale',
			fix: restartFix(container),
		});
	}

	// One that does not run has no namespace at all, whatever it was made for.
	return end.mode === 'none' && (container.state === 'running' || owner?.networkMode === 'none')
		? step(id, 'fail', `${name} is on no network: it has only its loopback interface`, {
				evidence: [api(`${name} HostConfig.NetworkMode`, owner?.networkMode ?? 'none')],
				finding: 'netns-none',
				fix: {
					title: `Give ${name} a network`,
					commands: [
						...(owner?.networkMode === 'none' ? [`docker network disconnect none ${quote(owner.name)}`] : []),
						`docker network connect NETWORK ${quote(owner?.name ?? name)}`,
					],
					sideEffects: ['It can be reached by everything on that network.'],
				},
				observed: true,
			})
		: undefined;
}

function restartFix(...containers: readonly Container[]) {
	return {
		title: `Restart ${containers.map(({name}) => name).join(', then ')}`,
		commands: containers.map(({name}) => `docker restart ${quote(name)}`),
		sideEffects: ['Connections of the restarted containers end.'],
	};
}

/** Whose network namespaces the ends are in. */
export function namespace(path: Path): ReturnType<Step> {
	const {from, to} = path;
	const end = targetEnd(path);
	if (to.kind === 'self')
		return step('namespace', 'pass', `${to.address} is ${from.name} itself: no network is involved`);
	if (end && sharesNamespace(from, end) && from.mode !== 'lost' && to.kind !== 'published') {
		const whose = from.container === end.container ? 'asks itself' : `is in the same network namespace as ${from.name}`;
		return step('namespace', 'pass', `${end.name} ${whose}: no network is between`, {
			evidence: end.owner ? [api(`${end.name} HostConfig.NetworkMode`, end.container?.networkMode ?? '')] : [],
		});
	}

	return problemOf('namespace', from) ?? (end && problemOf('namespace', end));
}
