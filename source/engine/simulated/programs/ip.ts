import {gatewayOf} from '../../../core/plan/endpoint-order.js';
import {membershipsOf, ownerOf} from '../names.js';
import {type Context, says, type Transcript} from './transcript.js';

/** `ip addr` and `ip route` (IPv4), in BusyBox's words. */
export function ip(context: Context, [subject = '']: readonly string[]): Transcript {
	if ('address'.startsWith(subject) && subject) return says(addresses(context));
	if ('route'.startsWith(subject) && subject) return says(routes(context));
	return says('ip: this simulated program knows addr and route\n', 1, 'stderr');
}

function linksOf({world, machine}: Context) {
	const {plugs} = ownerOf(world, machine);
	return membershipsOf(world, machine).flatMap(({endpoint, network}) => {
		const plug = plugs.find(other => other.networkId === network.id);
		return plug ? [{endpoint, network, name: plug.interfaceName}] : [];
	});
}

function addresses(context: Context): string {
	const loopback = [
		'1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue qlen 1000',
		'    link/loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00',
		'    inet 127.0.0.1/8 scope host lo',
	];
	const lines = linksOf(context).flatMap(({endpoint, name}, index) => [
		`${index + 2}: ${name}: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc noqueue`,
		`    link/ether ${endpoint.mac} brd ff:ff:ff:ff:ff:ff`,
		...(endpoint.ipv4 ? [`    inet ${endpoint.ipv4}/${endpoint.ipv4PrefixLength} scope global ${name}`] : []),
		...(endpoint.ipv6 ? [`    inet6 ${endpoint.ipv6}/${endpoint.ipv6PrefixLength} scope global flags 02`] : []),
	]);
	return `${[...loopback, ...lines].join('\n')}\n`;
}

function routes(context: Context): string {
	const links = linksOf(context);
	const best = gatewayOf(membershipsOf(context.world, context.machine), 4)?.network;
	const way = links.find(({network}) => network.id === best?.id);
	const lines = [
		...(way ? [`default via ${way.endpoint.gateway} dev ${way.name}`] : []),
		...links.flatMap(({endpoint, network, name}) =>
			network.subnets
				.filter(({cidr}) => !cidr.includes(':'))
				.map(({cidr}) => `${cidr} dev ${name} scope link  src ${endpoint.ipv4}`),
		),
	];
	return lines.map(line => `${line}\n`).join('');
}
