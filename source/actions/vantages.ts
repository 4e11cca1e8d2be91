import type {Container, ContainerState} from '../core/model/container.js';
import type {HostId} from '../core/model/reference.js';
import {quote} from '../core/plan/quote.js';
import {helperImages} from '../core/probes/helper-images.js';
import type {Place, Vantage} from '../core/probes/probe.js';
import {safe} from '../core/text/safe.js';
import {UserError} from '../errors.js';
import type {ProbeRun} from './run-probe.js';

/** Who asks: a container, the engine's host, or the machine on which docknet runs. */
export type Asker = {
	readonly place: Place;
	/** The container's name, `host` or `outside`. */
	readonly name: string;
	/** Where the place is a container. */
	readonly container?: Container;
};

export function askerOf(container: Container): Asker {
	const {host, id, name} = container;
	return {place: {kind: 'container', host, container: id}, name, container};
}

export function hostAsker(host: HostId): Asker {
	return {place: {kind: 'host', host}, name: 'host'};
}

export const vias = ['tool', 'helper', 'namespace'] as const;
export type Via = (typeof vias)[number];

export type OpenWay = {
	readonly vantage: Vantage;
	/** Tools are looked for with a shell or not at all. */
	readonly withShellOnly?: boolean;
};

/** A vantage to try, or why there is none of its kind: a clause, and what a person could do about it. */
export type Way = OpenWay | {readonly obstacle: string; readonly advice?: string; readonly vantage?: undefined};

/** Helper images tried for one probe: the chosen one may lack the tool. */
const mostImages = 3;

/**
 * Ways to ask, in the order in which they are tried. Each is worked out when the one before has failed: `why` tells why. Rejects
 * with UserError where the place has no such way, and with EngineError.
 */
export async function* waysOf(run: ProbeRun, processes: boolean, why: () => string): AsyncGenerator<Way> {
	const {asker, via, isOneOfMany} = run;
	const {place, container} = asker;
	const {host} = place;
	if (place.kind === 'outside') {
		if (via) throw new UserError(`--via ${via} is for containers: outside is this machine, whose own programs ask.`);
		yield {vantage: {kind: 'local', host}};
		return;
	}
	if (place.kind === 'host') {
		if (via && via !== 'helper') {
			throw new UserError(
				`--via ${via} is for containers: the engine's host is asked from by a helper container; where docknet runs on that host itself, ask from outside.`,
			);
		}
		yield* helpers(run, processes, why);
		return;
	}
	const from = safe(asker.name);
	const state = container?.state ?? 'running';
	if (state !== 'running' && state !== 'paused') {
		yield {obstacle: `${from} is ${state} and has no network to ask from`, advice: stateAdvice(state, from)};
		return;
	}
	const own = {vantage: {kind: 'tool', host, container: place.container}} as const;
	const isLater = isOneOfMany && !via && state === 'running';
	if (!via || via === 'tool') {
		if (state === 'running') yield {...own, ...(isLater && {withShellOnly: true})};
		else yield {obstacle: `${from} is paused`, advice: stateAdvice(state, from)};
		if (via) yield {obstacle: '--via tool allows no other way', advice: '--via helper asks from a helper container.'};
	}
	if (!via || via === 'helper') yield* helpers(run, processes, why);
	if (isLater) yield own;
	if (!via || via === 'namespace') yield {vantage: {kind: 'namespace', host, container: place.container}};
}

async function* helpers(run: ProbeRun, processes: boolean, why: () => string): AsyncGenerator<Way> {
	const {asker, engine, helperImage, image, readOnly, signal} = run;
	const {place} = asker;
	const none = (because: string, advice?: string): Way => ({obstacle: `no helper container: ${because}`, advice});
	if (readOnly) {
		yield none('--read-only forbids to make one');
		return;
	}
	let images: readonly string[];
	if (image !== undefined) images = [image];
	else if (!helperImage) {
		yield none('none was allowed');
		return;
	} else {
		const candidates = helperImages(await engine.images(signal));
		const chosen = await helperImage(candidates, why());
		if (chosen === undefined) {
			yield candidates.length > 0
				? none('nobody agreed to one', '--image NAME agrees to one of that image.')
				: none(
						'the engine has no image that is known to hold network tools',
						'Pull one (docker pull busybox), or name one that is there: --image NAME.',
					);
			return;
		}
		images = [...new Set([chosen, ...candidates])].slice(0, mostImages);
	}
	for (const each of images) {
		yield {
			vantage: {
				kind: 'helper',
				host: place.host,
				...(place.kind === 'container' && {container: place.container}),
				image: each,
				...(processes && {processes}),
			},
		};
	}
}

function stateAdvice(state: ContainerState, from: string): string | undefined {
	if (state === 'paused') return `docker unpause ${quote(from)} lets its own programs run.`;
	if (state === 'created' || state === 'exited') return `docker start ${quote(from)} starts it.`;
	return state === 'restarting' ? `docker logs ${quote(from)} tells why it ends again and again.` : undefined;
}
