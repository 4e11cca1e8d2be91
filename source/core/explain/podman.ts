import type {Network} from '../model/network.js';
import {leadsOut} from '../plan/endpoint-order.js';
import type {Path} from './path.js';

/** The asker's networks that may have its default route: Podman gives one to each that leads out, and does not tell which is first. */
export function waysOut({from}: Path, version: 4 | 6): readonly Network[] {
	return from.networks
		.filter(({network, endpoint}) => leadsOut(network, version) && endpoint[`ipv${version}`] !== undefined)
		.map(({network}) => network);
}

/**
 * Whether packets get from these bridges to those. Podman drops what goes from one isolated bridge to another: those that were
 * made over Docker's API are, its default network is not, and the API does not tell (false). Undefined: nothing leads there.
 */
export function isOpenOnPodman(from: readonly Network[], to: readonly Network[]): boolean | undefined {
	const isBridge = ({driver}: Network) => driver === 'bridge';
	if (!from.some(isBridge) || !to.some(isBridge)) return undefined;
	const isOpen = (one: Network, other: Network) => one.id === other.id || one.builtIn || other.builtIn;
	return (
		[...from, ...to].every(network => isBridge(network) && !network.internal) &&
		from.every(one => to.every(other => isOpen(one, other)))
	);
}
