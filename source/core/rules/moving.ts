import type {Fix} from '../model/finding.js';
import type {Member} from '../plan/of-host.js';
import {quote} from '../plan/quote.js';

/** So many are named. */
const most = 10;

/**
 * Brings the members of a network to another one, with their aliases, and off the first: there their names would go on leading
 * to the addresses that they have now.
 */
export function moving(members: readonly Member[], from: string, to: string): Pick<Fix, 'commands' | 'sideEffects'> {
	const named = members.slice(0, most);
	return {
		commands: [
			...named.map(({container, endpoint}) => {
				const aliases = endpoint.aliases.filter(alias => alias !== container.name);
				const flags = aliases.map(alias => `--alias ${quote(alias)} `).join('');
				return `docker network connect ${flags}${quote(to)} ${quote(container.name)}`;
			}),
			...named.map(({container}) => `docker network disconnect ${quote(from)} ${quote(container.name)}`),
			...(members.length > most ? [`# and so on for ${members.length - most} more`] : []),
		],
		sideEffects: [
			`Their connections on ${from} end, and they get other addresses, also those that had one of their own choice.`,
			`What starts them anew (docker compose up) puts them on ${from} again, until it is told otherwise.`,
		],
	};
}
