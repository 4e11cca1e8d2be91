import {hostOrderAddress} from './proc-address.js';

export type Listener = {
	readonly protocol: 'tcp' | 'udp';
	readonly family: 4 | 6;
	/** Where it listens: `0.0.0.0`, `127.0.0.1`, `::`. `::` is IPv4 too, unless the program asked for IPv6 only: that cannot be seen. */
	readonly address: string;
	readonly port: number;
	/** Name of the program, where it can be seen. */
	readonly process?: string;
	/** Connections of TCP that the kernel has made and no program has taken; undefined: none. */
	readonly queued?: number;
};

/** Docker's name server listens there, in every container of a network of one's own. */
const resolver = '127.0.0.11';

/** States of a socket that waits for whoever comes. A UDP socket has no other state for that than "not connected". */
const waiting = {tcp: '0A', udp: '07'} as const;

const row =
	/^\s*\d+: ([\dA-F]{8}|[\dA-F]{32}):([\dA-F]{4}) (\S+):\S+ ([\dA-F]{2})\s+[\dA-F]+:([\dA-F]+)(?:\s+\S+){4}\s+(\d+)/i;

/** Whether the text holds such a file, be it without a row. */
export function isSocketTable(lines: readonly string[]): boolean {
	return lines.some(line => header.test(line));
}

const header = /^\s*sl\s+local_address\s.*\sinode/;

/**
 * Sockets that wait for connections or datagrams, each once, in order; without those of Docker's name server.
 *
 * Lines of /proc/net/{tcp,tcp6,udp,udp6} in any order, each file with its header (that of UDP goes on after `inode`), and
 * of `socketOwners`. https://docs.kernel.org/networking/proc_net_tcp.html
 */
export function listenersOf(lines: readonly string[]): readonly Listener[] {
	const owners = socketOwners(lines);
	const found = new Map<string, Listener>();
	let protocol: Listener['protocol'] | undefined;
	for (const line of lines) {
		if (header.test(line)) protocol = /inode\s+ref/.test(line) ? 'udp' : 'tcp';
		const [, local = '', port = '', remote = '', state, queue = '', inode = ''] = row.exec(line) ?? [];
		if (!protocol || state?.toUpperCase() !== waiting[protocol] || !/^0+$/.test(remote)) continue;
		const address = hostOrderAddress(local);
		const family = address.includes(':') ? 6 : 4;
		const number = Number.parseInt(port, 16);
		const key = `${protocol} ${String(number).padStart(5, '0')} ${family} ${address}`;
		const process = owners.get(inode) ?? found.get(key)?.process;
		const queued = protocol === 'tcp' ? Number.parseInt(queue, 16) : 0;
		if (address !== resolver)
			found.set(key, {protocol, family, address, port: number, ...(process && {process}), ...(queued > 0 && {queued})});
	}

	return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, listener]) => listener);
}

/**
 * Names of processes by the inodes of their sockets.
 *
 * Lines of `ls -l /proc/[0-9]*\/fd` (a heading `/proc/7/fd:`, then `… 3 -> socket:[4711]`) and `@process 7 nginx` of each
 * process (/proc/7/comm, at most 15 characters). https://man7.org/linux/man-pages/man5/proc_pid_fd.5.html
 */
function socketOwners(lines: readonly string[]): ReadonlyMap<string, string> {
	const names = new Map(
		lines.flatMap(line => {
			const [, pid, name] = /^@process (\d+) (.+)$/.exec(line) ?? [];
			return pid && name ? [[pid, name] as const] : [];
		}),
	);
	const owners = new Map<string, string>();
	let name: string | undefined;
	for (const line of lines) {
		const pid = /^\/proc\/(\w+)\/fd:$/.exec(line)?.[1];
		if (pid) name = names.get(pid);
		const inode = / -> socket:\[(\d+)\]$/.exec(line)?.[1];
		if (inode && name) owners.set(inode, name);
	}

	return owners;
}
