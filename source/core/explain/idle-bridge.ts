import type {Network} from '../model/network.js';
import {hostAddressesOn} from '../plan/gateways.js';
import {networksOf} from '../plan/of-host.js';
import {runningOn} from '../rules/members.js';
import type {Path} from './path.js';

/** The bridge on which nobody runs that has this IPv6 address of the host: the kernel uses such an address once something is plugged in. */
export function idleBridge(address: string, {snapshot, question}: Path): Network | undefined {
	if (!address.includes(':')) return undefined;
	return networksOf(snapshot, question.from.host).find(
		network => runningOn(network, snapshot).length === 0 && hostAddressesOn(network, snapshot).includes(address),
	);
}

export const idleTitle = (address: string, {name}: Network) =>
	`nobody runs on ${name}: whether the host then answers at ${address} is not known`;
