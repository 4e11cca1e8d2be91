import {interfacesOf} from '../interfaces.js';
import type {Machine, World} from '../world.js';
import {deviceTable, inet6Table, route6Table, routeTable, trieTable} from './routes.js';
import {socketTable} from './sockets.js';

type File = (world: World, machine: Machine, at: number) => string | undefined;

const ofInterfaces =
	(write: (interfaces: ReturnType<typeof interfacesOf>) => string): File =>
	(world, machine, at) =>
		write(interfacesOf(world, machine, at));

const tables: Readonly<Record<string, File>> = {
	tcp: (world, machine) => socketTable(world, machine, 'tcp', 4),
	tcp6: (world, machine) => socketTable(world, machine, 'tcp', 6),
	udp: (world, machine) => socketTable(world, machine, 'udp', 4),
	udp6: (world, machine) => socketTable(world, machine, 'udp', 6),
	route: ofInterfaces(routeTable),
	ipv6_route: ofInterfaces(route6Table),
	if_inet6: ofInterfaces(inet6Table),
	dev: ofInterfaces(deviceTable),
	fib_trie: ofInterfaces(trieTable),
};

/** A file that only a program in the container's network can read; undefined where there is none. */
export function procFile(world: World, machine: Machine, path: string, at: number): string | undefined {
	const table = /^\/proc\/(?:self\/)?net\/(\w+)$/.exec(path)?.[1];
	if (table) return tables[table]?.(world, machine, at);
	const [, name, fact] = /^\/sys\/class\/net\/([\w.-]+)\/(mtu|address|operstate)$/.exec(path) ?? [];
	if (name === 'lo') return {mtu: '65536\n', address: '00:00:00:00:00:00\n', operstate: 'unknown\n'}[fact ?? ''];
	const link = interfacesOf(world, machine, at).find(other => other.name === name);
	return link && {mtu: `${link.mtu}\n`, address: `${link.mac}\n`, operstate: 'up\n'}[fact ?? ''];
}
