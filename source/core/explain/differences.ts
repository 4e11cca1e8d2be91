import type {Container} from '../model/container.js';
import {type Key, keyOf} from '../model/reference.js';
import type {Snapshot} from '../model/snapshot.js';
import type {PathQuestion} from './explanation.js';
import {pathOf, targetEnd} from './path.js';

const mostLines = 8;

type Fact = (container: Container) => string;

const facts: readonly (readonly [string, Fact])[] = [
	['state', ({state}) => state],
	['health', ({health = 'none'}) => health],
	[
		'networks',
		({endpoints}) =>
			endpoints
				.map(({networkName}) => networkName)
				.sort()
				.join(', ') || 'none',
	],
	[
		'addresses',
		({endpoints}) =>
			endpoints
				.flatMap(({ipv4, ipv6}) => [ipv4, ipv6])
				.filter(Boolean)
				.join(', ') || 'none',
	],
	['started', ({details}) => (details?.startedAt ? new Date(details.startedAt).toISOString() : 'not')],
	['restarts', ({details}) => `${details?.restartCount ?? 0}`],
];

type Difference = {readonly key: Key; readonly line: string};

/** What became different of containers and networks: a line each, at most eight, those about the path's own first. */
export function differences(question: PathQuestion, before: Snapshot, after: Snapshot): readonly string[] {
	const own = new Set([...ownOf(question, before), ...ownOf(question, after)]);
	const all = [
		...[...after.containers].flatMap(([key, container]) => changesOf(key, before.containers.get(key), container)),
		...gone(before.containers, after.containers, ''),
		...[...after.networks].flatMap(([key, {name}]) =>
			before.networks.has(key) ? [] : [{key, line: `network ${name} was made`}],
		),
		...gone(before.networks, after.networks, 'network '),
	];
	const sorted = [...all.filter(({key}) => own.has(key)), ...all.filter(({key}) => !own.has(key))];
	return sorted.slice(0, mostLines).map(({line}) => line);
}

function changesOf(key: Key, old: Container | undefined, now: Container): readonly Difference[] {
	if (!old) return [{key, line: `${now.name} was made`}];
	return facts.flatMap(([name, fact]) =>
		fact(old) === fact(now) ? [] : [{key, line: `${now.name}: ${name} ${fact(old)} → ${fact(now)}`}],
	);
}

function gone(
	old: ReadonlyMap<Key, {readonly name: string}>,
	now: ReadonlyMap<Key, {readonly name: string}>,
	kind: string,
): readonly Difference[] {
	return [...old].flatMap(([key, {name}]) => (now.has(key) ? [] : [{key, line: `${kind}${name} was removed`}]));
}

/** Both ends and their networks. */
function ownOf(question: PathQuestion, snapshot: Snapshot): readonly Key[] {
	const path = pathOf(question, snapshot);
	return [path.from, targetEnd(path)].flatMap(end => [
		...[end?.container, end?.owner].flatMap(container => (container ? [keyOf(container)] : [])),
		...(end?.networks ?? []).map(({network}) => keyOf(network)),
	]);
}
