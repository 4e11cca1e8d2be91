import type {Container} from '../core/model/container.js';
import type {Network} from '../core/model/network.js';
import type {Snapshot} from '../core/model/snapshot.js';
import {nearest} from '../core/text/nearest.js';
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
