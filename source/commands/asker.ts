import {type Asker, askerOf} from '../actions/vantages.js';
import type {CommandContext} from './command.js';
import {findContainer} from './find.js';
import {readLists} from './picture.js';

/** FROM of a probe, for help. */
export const askers = "a container, host (the engine's) or outside (this machine)";

/** Who FROM is. A container that is called `host` or `outside` comes before those words. */
export async function readAsker(context: CommandContext, text: string): Promise<Asker> {
	const {host} = context.engine;
	const containers = [...(await readLists(context)).containers.values()];
	if ((text === 'host' || text === 'outside') && !containers.some(({name}) => name === text)) {
		return {place: {kind: text, host}, name: text};
	}
	return askerOf(findContainer(containers, text));
}
