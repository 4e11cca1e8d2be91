import {hash} from '../random.js';
import {boundTo, type Socket, socketsOf} from '../sockets.js';
import type {Listener, Machine, World} from '../world.js';
import {hex, wordsOf} from './hex.js';

const titles = {
	tcp: '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode',
	udp: '   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops',
} as const;

/** `/proc/net/tcp`, `udp` and, for IPv6, `tcp6`, `udp6`: sockets on every address are those of IPv6. */
export function socketTable(world: World, machine: Machine, protocol: Listener['protocol'], version: 4 | 6): string {
	const shown = socketsOf(world, machine).filter(
		socket => socket.protocol === protocol && (boundTo(socket) === undefined ? 6 : 4) === version,
	);
	const rows = shown.map((socket, index) => {
		const local = `${wordsOf(boundTo(socket) ?? '::')}:${hex(socket.port, 4).toUpperCase()}`;
		const remote = version === 6 ? `${'0'.repeat(32)}:0000` : '00000000:0000';
		const state = protocol === 'tcp' ? '0A' : '07';
		const rest = protocol === 'tcp' ? '1 0000000000000000 100 0 0 10 0' : '2 0000000000000000 0';
		const owner = `     0        0 ${inodeOf(socket)}`;
		return `${String(index).padStart(4)}: ${local} ${remote} ${state} 00000000:00000000 00:00000000 00000000 ${owner} ${rest}`;
	});
	return `${[titles[protocol], ...rows].join('\n')}\n`;
}

/** The number by which a process and its socket are brought together. */
export function inodeOf({holder, port, protocol, process}: Socket): number {
	return 100_000 + (hash(`${holder?.container.id} ${port} ${protocol} ${process}`) % 900_000);
}
