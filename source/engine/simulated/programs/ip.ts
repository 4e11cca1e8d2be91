import {parseAddress} from '../../../core/ip/address.js';
import {formatRange, rangeAt} from '../../../core/ip/range.js';
import {interfacesOf} from '../interfaces.js';
import {type Context, says, type Transcript} from './transcript.js';

/** `ip addr`, `ip -o link` and `ip route` (IPv4), in BusyBox's words. */
export function ip(context: Context, args: readonly string[]): Transcript {
	const subject = args.find(argument => !argument.startsWith('-')) ?? '';
	if ('address'.startsWith(subject) && subject) return says(addresses(context));
	if ('route'.startsWith(subject) && subject) return says(routes(context));
	if ('link'.startsWith(subject) && subject) return says(links(context));
	return says('ip: this simulated program knows addr, link and route\n', 1, 'stderr');
}

function addresses({world, machine, at}: Context): string {
	const loopback = [
		'1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue qlen 1000',
		'    link/loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00',
		'    inet 127.0.0.1/8 scope host lo',
	];
	const lines = interfacesOf(world, machine, at).flatMap(({name, mtu, mac, addresses}, index) => [
		`${index + 2}: ${name}: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu ${mtu} qdisc noqueue`,
		`    link/ether ${mac} brd ff:ff:ff:ff:ff:ff`,
		...addresses.map(({address, prefixLength}) =>
			address.includes(':')
				? `    inet6 ${address}/${prefixLength} scope global flags 02`
				: `    inet ${address}/${prefixLength} scope global ${name}`,
		),
	]);
	return `${[...loopback, ...lines].join('\n')}\n`;
}

function links({world, machine, at}: Context): string {
	const rows = interfacesOf(world, machine, at).map(
		({name, mtu, mac}, index) =>
			`${index + 2}: ${name}@if${index + 40}: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu ${mtu} qdisc noqueue \\    link/ether ${mac} brd ff:ff:ff:ff:ff:ff\n`,
	);
	const loopback =
		'1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue qlen 1000\\    link/loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00\n';
	return loopback + rows.join('');
}

function routes({world, machine, at}: Context): string {
	const lines = interfacesOf(world, machine, at).flatMap(({name, addresses, gateways}) => [
		...gateways.filter(gateway => !gateway.includes(':')).map(gateway => `default via ${gateway} dev ${name}`),
		...addresses
			.filter(({address}) => !address.includes(':'))
			.map(({address, prefixLength}) => {
				const subnet = formatRange(rangeAt(parseAddress(address)!, prefixLength));
				return `${subnet} dev ${name} scope link  src ${address}`;
			}),
	]);
	return lines.map(line => `${line}\n`).join('');
}
