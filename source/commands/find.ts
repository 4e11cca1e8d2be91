import type {Container} from '../core/model/container.js';
import type {Network} from '../core/model/network.js';
import type {Snapshot} from '../core/model/snapshot.js';
import {safe} from '../core/text/safe.js';
import {UserError} from '../errors.js';
import type {CommandContext} from './command.js';
import {readLists} from './picture.js';

/** The container that an argument names; the list is enough to know it, no container is inspected. */
export async function readContainer(context: CommandContext, text: string): Promise<Container> {
	return findContainer((await readLists(context)).containers.values(), text);
}

/** By full id, name, or beginning of the id, in this order. Throws UserError where none or several fit. */
export function findContainer(containers: Iterable<Container>, text: string): Container {
	return find('container', [...containers], text);
}

/** As `findContainer`; engines up to 20.10 allow networks of the same name. */
export function findNetwork(networks: Iterable<Network>, text: string): Network {
	return find('network', [...networks], text);
}

/** What the text names, where it may be either. */
export function findEither({networks, containers}: Snapshot, text: string): Network | Container {
	return find('network or container', [...networks.values(), ...containers.values()], text);
}

function find<Item extends Container | Network>(kind: string, items: readonly Item[], text: string): Item {
	const tests: readonly ((item: Item) => boolean)[] = [
		({id}) => id === text,
		({name}) => name === text,
		({id}) => text !== '' && id.startsWith(text.toLowerCase()),
	];
	const fitting = tests.map(fits => items.filter(fits)).find(found => found.length > 0) ?? [];
	const [first, second] = fitting;
	if (!first) {
		const near = nearest(
			items.map(({name}) => name),
			text,
		).map(safe);
		throw new UserError(
			`There is no ${kind} '${safe(text)}'.${near.length > 0 ? ` Near it: ${near.join(', ')}.` : ''}`,
		);
	}

	if (!second) return first;
	const list = fitting.map(({name, id}) => `${safe(name)} (${id.slice(0, 12)})`).join(', ');
	throw new UserError(
		`'${safe(text)}' may be any of ${fitting.length} ${kind.replace(' or ', 's or ')}s: ${list}; give more of the id.`,
	);
}

/** At most three of these words that somebody who typed `text` may have meant, the nearest first. */
export function nearest(words: readonly string[], text: string): readonly string[] {
	const wanted = text.toLowerCase();
	const most = Math.max(1, Math.floor(wanted.length / 3));
	return [...new Set(words)]
		.map(word => {
			const lower = word.toLowerCase();
			const part = wanted !== '' && (lower.includes(wanted) || (lower !== '' && wanted.includes(lower)));
			return {word, distance: part ? 1 : editDistance(lower, wanted)};
		})
		.filter(({distance}) => distance <= most)
		.sort((one, other) => one.distance - other.distance)
		.slice(0, 3)
		.map(({word}) => word);
}

/** Letters to insert, remove or replace (Levenshtein). */
function editDistance(one: string, other: string): number {
	let row = Array.from({length: other.length + 1}, (_, index) => index);
	for (const [line, letter] of [...one].entries()) {
		const next = [line + 1];
		for (const [column, above] of row.slice(1).entries()) {
			const replaced = row[column]! + (letter === other[column] ? 0 : 1);
			next.push(Math.min(above + 1, next[column]! + 1, replaced));
		}

		row = next;
	}

	return row.at(-1)!;
}
