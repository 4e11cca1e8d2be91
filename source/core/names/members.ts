import type {Container} from '../model/container.js';
import type {Network} from '../model/network.js';
import type {Snapshot} from '../model/snapshot.js';
import {naturalCompare} from '../views/sort.js';

/** Who is on a network. `members` have a place there now, paused ones too; `others` would have one if they ran. */
export function membersOf({host, id}: Network, {containers}: Snapshot) {
	const connected = [...containers.values()]
		.filter(each => each.host === host && each.endpoints.some(({networkId}) => networkId === id))
		.toSorted((one, other) => naturalCompare(one.name, other.name));
	const isUp = ({state}: Container) => state === 'running' || state === 'paused';
	return {members: connected.filter(isUp), others: connected.filter(each => !isUp(each))};
}
