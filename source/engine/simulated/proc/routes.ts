import {type Address, formatAddress, parseAddress} from '../../../core/ip/address.js';
import {rangeAt} from '../../../core/ip/range.js';
import type {Interface} from '../interfaces.js';
import {digitsOf, hex, wordsOf} from './hex.js';

type Route = {
	readonly address: Address;
	readonly prefixLength: number;
	readonly gateway?: string;
	readonly through: string;
};

const versionOf = (text: string) => parseAddress(text)!.version;

/** Default routes and subnets of one version, and of IPv6 the interfaces' own addresses. */
function routesOf(interfaces: readonly Interface[], version: 4 | 6): readonly Route[] {
	return interfaces.flatMap(({name, addresses, gateways}) => [
		...gateways
			.filter(gateway => versionOf(gateway) === version)
			.map(gateway => ({address: {version, value: 0n}, prefixLength: 0, gateway, through: name})),
		...addresses
			.filter(({address}) => versionOf(address) === version)
			.map(({address, prefixLength}) => ({
				address: {version, value: rangeAt(parseAddress(address)!, prefixLength).start},
				prefixLength,
				through: name,
			})),
	]);
}

/** `/proc/net/route`. */
export function routeTable(interfaces: readonly Interface[]): string {
	const rows = routesOf(interfaces, 4).map(({address, prefixLength, gateway = '0.0.0.0', through}) =>
		[
			through,
			wordsOf(formatAddress(address)),
			wordsOf(gateway),
			gateway === '0.0.0.0' ? '0001' : '0003',
			...['0', '0', '0'],
			wordsOf(formatAddress({version: 4, value: maskOf(prefixLength)})),
			...['0', '0', '0'],
		].join('\t'),
	);
	const title = 'Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT';
	return `${[title, ...rows].join('\n')}\n`;
}

function maskOf(prefixLength: number): bigint {
	return (0xffff_ffffn << BigInt(32 - prefixLength)) & 0xffff_ffffn;
}

/** `/proc/net/ipv6_route`. */
export function route6Table(interfaces: readonly Interface[]): string {
	const row = (target: string, length: number, gateway: string, flags: string, through: string, metric = 1024) =>
		[
			target,
			hex(length, 2),
			...[none, '00', gateway, hex(metric, 8), '00000001', '00000000', flags],
			through.padStart(8),
		].join(' ');
	const rows = routesOf(interfaces, 6).map(({address, prefixLength, gateway, through}) =>
		row(
			hex(address.value, 32),
			prefixLength,
			gateway ? digitsOf(gateway) : none,
			gateway ? '00000003' : '00000001',
			through,
		),
	);
	return [
		...rows,
		row(none.replace(/0$/, '1'), 128, none, '80200001', 'lo'),
		row(none, 0, none, '00200200', 'lo', 0xffff_ffff),
		'',
	].join('\n');
}

const none = '0'.repeat(32);

/** `/proc/net/if_inet6`. */
export function inet6Table(interfaces: readonly Interface[]): string {
	const row = (address: string, index: number, length: number, scope: string, flags: string, name: string) =>
		`${digitsOf(address)} ${hex(index, 2)} ${hex(length, 2)} ${scope} ${flags} ${name.padStart(8)}`;
	const rows = interfaces.flatMap(({name, addresses}, index) =>
		addresses
			.filter(({address}) => versionOf(address) === 6)
			.map(({address, prefixLength}) => row(address, index + 2, prefixLength, '00', '82', name)),
	);
	return [row('::1', 1, 128, '10', '80', 'lo'), ...rows, ''].join('\n');
}

/** `/proc/net/dev`. */
export function deviceTable(interfaces: readonly Interface[]): string {
	const row = (name: string, numbers: readonly number[]) =>
		`${name.padStart(6)}:${numbers.map(number => ` ${String(number).padStart(7)}`).join('')}`;
	const rows = interfaces.map(({name, counters}) => {
		const {rxBytes = 0, rxPackets = 0, rxErrors = 0, rxDropped = 0} = counters ?? {};
		const {txBytes = 0, txPackets = 0, txErrors = 0, txDropped = 0} = counters ?? {};
		const received = [rxBytes, rxPackets, rxErrors, rxDropped, 0, 0, 0, 0];
		return row(name, [...received, txBytes, txPackets, txErrors, txDropped, 0, 0, 0, 0]);
	});
	return [
		'Inter-|   Receive                                                |  Transmit',
		' face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed',
		row('lo', Array(16).fill(0)),
		...rows,
		'',
	].join('\n');
}

/** `/proc/net/fib_trie`, without the branches between. */
export function trieTable(interfaces: readonly Interface[]): string {
	const leaf = (address: string, ...kinds: readonly string[]) => [
		`     |-- ${address}`,
		...kinds.map(kind => `        ${kind}`),
	];
	const own = interfaces.flatMap(({addresses}) =>
		addresses
			.filter(({address}) => versionOf(address) === 4)
			.flatMap(({address, prefixLength}) => {
				const {start, end} = rangeAt(parseAddress(address)!, prefixLength);
				const at = (value: bigint) => formatAddress({version: 4, value});
				return [
					`  +-- ${at(start)}/${prefixLength} 2 0 2`,
					...leaf(at(start), `/${prefixLength} link UNICAST`),
					...leaf(address, '/32 host LOCAL'),
					...leaf(at(end), '/32 link BROADCAST'),
				];
			}),
	);
	const table = [
		'  +-- 127.0.0.0/8 2 0 2',
		...leaf('127.0.0.0', '/8 host LOCAL'),
		...leaf('127.0.0.1', '/32 host LOCAL'),
		...leaf('127.255.255.255', '/32 link BROADCAST'),
		...own,
	];
	return ['Main:', ...table, 'Local:', ...table, ''].join('\n');
}
