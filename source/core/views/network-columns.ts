import {count} from '../text/formats.js';
import {flagsOf} from './network-flags.js';
import {isUp, type NetworkRow} from './network-rows.js';
import {trafficColumns} from './traffic-columns.js';
import type {Column, Tone} from './view.js';

/** `4/254`; `4+/254` where more may be held elsewhere. */
export function usedText(used: bigint, total: bigint, elsewhere: boolean): string {
	return total === 0n ? '' : `${count(used)}${elsewhere ? '+' : ''}/${count(total)}`;
}

/** From 90 percent on the next containers may find no address. */
function fullness(used: bigint, total: bigint): Tone {
	if (total > 0n && used >= total) return 'bad';
	return total > 0n && used * 10n >= total * 9n ? 'warn' : 'plain';
}

/** `3`, or `3+1`: attached and running, and attached but stopped. */
function endpointsText({endpoints}: NetworkRow): string {
	const up = endpoints.filter(({container}) => isUp(container)).length;
	const stopped = endpoints.length - up;
	return stopped > 0 ? `${up}+${stopped}` : String(up);
}

export const networkColumns: readonly Column<NetworkRow>[] = [
	{
		id: 'name',
		title: 'NAME',
		width: {min: 16, max: 40},
		drop: 0,
		key: 'N',
		cell: ({network}) => ({text: network.name, tone: network.builtIn ? 'plain' : 'strong'}),
		text: ({network}) => network.name,
	},
	{
		id: 'driver',
		title: 'DRIVER',
		width: {min: 6, max: 14},
		drop: 4,
		key: 'D',
		cell: ({network}) => network.driver,
		text: ({network}) => network.driver,
	},
	{
		id: 'scope',
		title: 'SCOPE',
		width: {min: 5, max: 6},
		drop: 8,
		key: 'S',
		cell: ({network}) => ({text: network.scope, tone: 'dim'}),
		text: ({network}) => network.scope,
	},
	{
		id: 'subnets',
		title: 'SUBNETS',
		width: {min: 14, max: 44},
		drop: 2,
		key: 'U',
		cell: ({network}) => network.subnets.map(({cidr}) => cidr).join(', '),
		text: ({network}) => network.subnets.map(({cidr}) => cidr),
	},
	{
		id: 'used',
		title: 'USED',
		align: 'right',
		width: {min: 7, max: 13},
		drop: 3,
		key: 'A',
		descending: true,
		cell: ({used, total, usedElsewhere}) => ({
			text: usedText(used, total, usedElsewhere),
			tone: fullness(used, total),
		}),
		// How full, as that is what one looks for: a full /29 before a busy /16.
		sort: ({used, total}) => (total === 0n ? -1 : Number(used) / Number(total)),
		text: ({used, total, usedElsewhere}) => usedText(used, total, usedElsewhere),
	},
	{
		id: 'endpoints',
		title: 'ENDPOINTS',
		align: 'right',
		width: {min: 5, max: 9},
		drop: 1,
		key: 'E',
		descending: true,
		cell: row => ({text: endpointsText(row), tone: row.endpoints.length === 0 ? 'dim' : 'plain'}),
		sort: ({endpoints}) => endpoints.length,
		text: endpointsText,
	},
	{
		id: 'flags',
		title: 'FLAGS',
		width: {min: 0, max: 34},
		drop: 7,
		key: 'F',
		cell: ({network}) => ({
			text: flagsOf(network)
				.map(({flag}) => flag)
				.join(' '),
			tone: 'accent',
		}),
		text: ({network}) => flagsOf(network).map(({flag}) => flag),
	},
	...trafficColumns<NetworkRow>(({traffic}) => traffic),
];
