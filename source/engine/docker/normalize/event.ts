import type {EngineEvent} from '../../../core/model/change.js';
import type {HostId} from '../../../core/model/reference.js';
import {helperLabel} from './helper-label.js';
import {type Json, number, record, text} from './json.js';

/** What must be read again after an event. `everything`: the event does not say what it was about. */
export type Touched =
	| {readonly kind: 'network' | 'container'; readonly id: string; readonly gone: boolean}
	| {readonly kind: 'everything'};

export type Heard = {readonly event: EngineEvent; readonly touched: readonly Touched[]};

const network = (id: string, gone = false): Touched => ({kind: 'network', id, gone});
const container = (id: string, gone = false): Touched => ({kind: 'container', id, gone});
const everything: Touched = {kind: 'everything'};

type Effect = (id: string, member: string | undefined) => readonly Touched[];
const changed: Effect = id => [container(id)];
const removed: Effect = id => [container(id, true)];
const membership: Effect = (_, member) => (member ? [container(member)] : [everything]);

/** Events that matter, and what they touch. All others (exec_…, attach, top, resize, archive-path …) are noise. */
const effects: Readonly<Record<string, Effect>> = {
	'container create': changed,
	'container start': changed,
	'container restart': changed,
	'container stop': changed,
	'container kill': changed,
	'container die': changed,
	'container died': changed,
	'container oom': changed,
	'container pause': changed,
	'container unpause': changed,
	'container rename': changed,
	'container update': changed,
	'container health_status': changed,
	'container destroy': removed,
	'container remove': removed,
	'container prune': () => [everything],
	'network create': id => [network(id)],
	'network update': id => [network(id)],
	'network connect': membership,
	'network disconnect': membership,
	'network destroy': id => [network(id, true)],
	'network remove': id => [network(id, true)],
	'network prune': () => [everything],
};

/** Of helpers; and of joining the host's network, which is told with a container's start, and may be a helper's. */
function isNoNews(kind: 'network' | 'container', attributes: Json): boolean {
	return kind === 'network' ? attributes.type === 'host' : helperLabel in attributes;
}

/** One event of /events, or undefined for one that changes nothing on screen (and for what is not an event). */
export function normalizeEvent(
	json: unknown,
	host: {readonly id: HostId; readonly engine: 'docker' | 'podman'},
): Heard | undefined {
	const {Type, Action, Actor, time, timeNano} = record(json);
	const kind = Type === 'network' || Type === 'container' ? Type : undefined;
	const action = text(Action);
	const id = text(record(Actor).ID) ?? '';
	if (!kind || !action) return undefined;
	// `health_status: healthy`, `exec_start: sh -c …`
	const effect = effects[`${kind} ${action.split(':', 1)[0]}`];
	if (!effect) return undefined;
	const attributes = record(record(Actor).Attributes);
	if (isNoNews(kind, attributes)) return undefined;
	// Podman names the container as the actor here, and the network not at all.
	const actorIsMember = host.engine === 'podman' && effect === membership;
	const member = actorIsMember ? id : effect === membership ? text(attributes.container) : undefined;
	const nanoseconds = number(timeNano);
	return {
		event: {
			host: host.id,
			at: nanoseconds === undefined ? (number(time) ?? 0) * 1000 : Math.floor(nanoseconds / 1e6),
			kind,
			action,
			id: actorIsMember ? '' : id,
			name: text(attributes.name) ?? '',
			...(member && {container: member}),
		},
		touched: effect(id, member),
	};
}
