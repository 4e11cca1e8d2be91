import {formatAddress, parseAddress} from '../ip/address.js';
import {formatRange, type Range, rangeAt, readCidr} from '../ip/range.js';
import type {Network, Subnet} from '../model/network.js';
import type {Snapshot} from '../model/snapshot.js';
import {draftOf} from './draft.js';
import {networksOf} from './of-host.js';
import type {NetworkDraft} from './step.js';
import {freeSubnet, takenRanges} from './suggest-subnets.js';

/** Options that belong to one network only. */
const ownOptions = ['com.docker.network.bridge.name'];

function freeName(network: Network, snapshot: Snapshot): string {
	const names = new Set(networksOf(snapshot, network.host).map(({name}) => name));
	for (let number = 2; ; number++) {
		const name = `${network.name}-${number}`;
		if (!names.has(name)) return name;
	}
}

/** An address at the same place in another subnet of the same size. */
function moved(text: string, from: Range, to: Range): string {
	const address = parseAddress(text);
	return address ? formatAddress({version: to.version, value: address.value - from.start + to.start}) : text;
}

function movedRange(text: string, from: Range, to: Range): string {
	const range = readCidr(text);
	if (!range) return text;
	return formatRange(rangeAt({version: to.version, value: range.start - from.start + to.start}, range.prefix));
}

function movedSubnet(subnet: Subnet, from: Range, cidr: string): Subnet {
	const to = readCidr(cidr)!;
	return {
		cidr,
		...(subnet.gateway ? {gateway: moved(subnet.gateway, from, to)} : {}),
		...(subnet.ipRange ? {ipRange: movedRange(subnet.ipRange, from, to)} : {}),
		auxiliary: Object.fromEntries(
			Object.entries(subnet.auxiliary).map(([name, address]) => [name, moved(address, from, to)]),
		),
	};
}

/** The same network under a free name, with free subnets of the same size; one for which none is free is left out. */
export function duplicateOf(network: Network, snapshot: Snapshot): NetworkDraft {
	const draft = draftOf(network);
	const taken = [...takenRanges(snapshot, network.host)];
	const subnets = network.subnets.flatMap(subnet => {
		const from = readCidr(subnet.cidr);
		if (!from) return [];
		const {version, prefix} = from;
		const cidr = freeSubnet(snapshot, network.host, {version, prefix, driver: network.driver, taken});
		if (!cidr) return [];
		taken.push(readCidr(cidr)!);
		return [movedSubnet(subnet, from, cidr)];
	});
	const options = Object.entries(draft.options).filter(([name]) => !ownOptions.includes(name));
	return {...draft, name: freeName(network, snapshot), subnets, options: Object.fromEntries(options)};
}
