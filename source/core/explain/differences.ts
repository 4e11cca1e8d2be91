import type {Container} from '../model/container.js';
import type {Snapshot} from '../model/snapshot.js';

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

/** What became different of containers and networks: a line each, at most eight. */
export function differences(before: Snapshot, after: Snapshot): readonly string[] {
	const containers = [...after.containers].flatMap(([key, container]) => {
		const old = before.containers.get(key);
		if (!old) return [`${container.name} was made`];
		return facts.flatMap(([name, fact]) =>
			fact(old) === fact(container) ? [] : [`${container.name}: ${name} ${fact(old)} → ${fact(container)}`],
		);
	});
	const gone = <Item extends {readonly name: string}>(old: ReadonlyMap<string, Item>, now: ReadonlyMap<string, Item>) =>
		[...old].flatMap(([key, {name}]) => (now.has(key) ? [] : [`${name} was removed`]));
	const made = [...after.networks].flatMap(([key, {name}]) =>
		before.networks.has(key) ? [] : [`network ${name} was made`],
	);
	return [
		...containers,
		...gone(before.containers, after.containers),
		...made,
		...gone(before.networks, after.networks),
	].slice(0, mostLines);
}
