import {interfacesOf} from '../interfaces.js';
import {inodeOf} from '../proc/sockets.js';
import {socketsOf} from '../sockets.js';
import {has, run} from './all.js';
import {cat} from './basics.js';
import {type Context, chain, says, type Transcript} from './transcript.js';

const tables = (context: Context, ...names: readonly string[]) =>
	cat(
		context,
		names.map(name => `/proc/net/${name}`),
	);

/** Prints what the listeners probe's script does: sockets, then the processes that can be seen and what they hold. */
export function readSockets(context: Context): Transcript {
	const {world, machine, processes} = context;
	const isHost = machine.container.id === '';
	const visible = socketsOf(world, machine).filter(
		// Docker's resolver is nobody's in the container; whoever shares the network has processes of its own.
		({holder, address}) =>
			processes && address === undefined && (isHost || holder?.container.id === machine.container.id),
	);
	const names = [...new Set(visible.map(({process}) => process))];
	const said = names.map((name, index) => `@process ${index + 1} ${name}\n`);
	const open = names.map((name, index) => {
		const sockets = visible.filter(({process}) => process === name);
		const rows = sockets.map(
			(socket, number) => `lrwx------ 1 root root 64 Jan  1 00:00 ${number + 3} -> socket:[${inodeOf(socket)}]\n`,
		);
		return `/proc/${index + 1}/fd:\n${rows.join('')}\n`;
	});
	return chain([tables(context, 'tcp', 'tcp6', 'udp', 'udp6'), says([...said, ...open].join(''))]);
}

/** Prints what the routes probe's script does: routes and addresses, then interfaces by `ip`, or else as /sys has them. */
export function readRoutes(context: Context): Transcript {
	const {world, machine, kit, at} = context;
	const links = interfacesOf(world, machine, at).map(({name, mac, mtu}) => `@link ${name} ${mac} ${mtu}\n`);
	const rest = has(kit, 'ip')
		? run(context, ['ip', '-o', 'link'])
		: says(['@link lo 00:00:00:00:00:00 65536\n', ...links].join(''));
	return chain([tables(context, 'route', 'ipv6_route', 'if_inet6', 'dev', 'fib_trie'), rest]);
}
