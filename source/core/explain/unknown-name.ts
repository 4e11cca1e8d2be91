import {effectiveNames} from '../names/resolve.js';
import {containersOf} from '../plan/of-host.js';
import {nearest} from '../text/nearest.js';
import {networkList, type Path} from './path.js';

/** The beginning of an id is a name too, which nobody types by mistake. */
const isId = (name: string) => /^[\da-f]{12}$/.test(name);

/** `no container, alias or service on shop_data is called bd (near it: db)`: where the asker looks, and what it may have meant. */
export function unknownName({from, question, snapshot}: Path): string {
	const {target} = question;
	const names =
		from.container && from.networks.length > 0
			? effectiveNames(from.container, snapshot).map(({name}) => name)
			: containersOf(snapshot, question.from.host).map(({name}) => name);
	const near = nearest(
		names.filter(name => !isId(name)),
		target,
	);
	const where = from.networks.length > 0 ? ` on ${networkList(from)}` : '';
	return `no container, alias or service${where} is called ${target}${near.length > 0 ? ` (near it: ${near.join(', ')})` : ''}`;
}
