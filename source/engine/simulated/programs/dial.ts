import {parseAddress} from '../../../core/ip/address.js';
import {type Connection, contactOf} from '../contact.js';
import {resolve} from '../names.js';
import {chance} from '../random.js';
import type {Kit, Listener} from '../world.js';
import type {Context} from './transcript.js';

/** Why there is no connection. no-name and no-answer are about the name, the rest as Contact tells. */
export type Trouble = 'no-name' | 'no-answer' | 'refused' | 'nobody' | 'no-route' | 'silent';

export type Call = {
	/** Milliseconds until this was known, and until the last attempt began. */
	readonly ms: number;
	readonly startedMs: number;
	/** The address of the last attempt. */
	readonly address?: string;
	/** Each attempt that failed. */
	readonly failures: readonly {readonly address?: string; readonly trouble: Trouble}[];
	/** With whom there is a connection, if there is one. */
	readonly open?: Connection;
};

/** The kernel gives up on an address that nobody has after three seconds. */
export const nobodyMs = 3072;

/** One address after the other, as programs do it that look a name up; at most `most`. `patienceMs` is for each. */
export function dial(
	context: Context,
	host: string,
	port: number,
	protocol: Listener['protocol'],
	patienceMs: number,
	{version, most = 4}: {readonly version?: 4 | 6; readonly most?: number} = {},
): Call {
	const {world, machine, at} = context;
	const {addresses, trouble} = lookUp(context, host, version);
	if (trouble) return {ms: 4, startedMs: 4, failures: [{trouble}]};
	const failures: {address: string; trouble: Trouble}[] = [];
	let ms = 1;
	for (const address of addresses.slice(0, most)) {
		const startedMs = ms;
		const contact = contactOf(world, machine, address, port, protocol);
		if (contact.type === 'open' || contact.type === 'reset') {
			const far = contact.type === 'open' && contact.socket === undefined;
			ms += (far ? 11 : 0.1) * (1 + chance(`${address} ${port} ${at}`));
			return {ms, startedMs, address, failures, open: contact};
		}

		const silent = contact.type === 'silent' || (contact.type === 'nobody' && patienceMs < nobodyMs);
		const trouble = silent ? 'silent' : contact.type;
		failures.push({address, trouble});
		ms += silent ? patienceMs : contact.type === 'nobody' ? nobodyMs : 0.1;
	}

	return {ms, startedMs: ms, address: addresses.at(-1), failures};
}

/** What the container's libraries make of a name or an address; `version`: only addresses of that one. */
export function lookUp(
	{world, machine}: Context,
	host: string,
	version?: 4 | 6,
): {readonly addresses: readonly string[]; readonly trouble?: Trouble} {
	const plain = host.replace(/^\[(.*)\]$/, '$1');
	if (parseAddress(plain)) return {addresses: [plain]};
	const {status, addresses} = resolve(world, machine, plain);
	const fitting = addresses.filter(address => !version || parseAddress(address)?.version === version);
	if (fitting.length > 0) return {addresses: fitting};
	return {addresses: [], trouble: status === 'SERVFAIL' ? 'no-answer' : 'no-name'};
}

/** Trouble with the name, not with the way. */
export function isName(trouble: Trouble | undefined): boolean {
	return trouble === 'no-name' || trouble === 'no-answer';
}

const glibc: Readonly<Record<Trouble, string>> = {
	'no-name': 'Name or service not known',
	'no-answer': 'Temporary failure in name resolution',
	refused: 'Connection refused',
	nobody: 'No route to host',
	'no-route': 'Network is unreachable',
	silent: 'Connection timed out',
};

const musl: Readonly<Record<Trouble, string>> = {
	'no-name': 'Name does not resolve',
	'no-answer': 'Try again',
	refused: 'Connection refused',
	nobody: 'Host is unreachable',
	'no-route': 'Network unreachable',
	silent: 'Operation timed out',
};

/** What a trouble is called by the library that the programs of a kit use. */
export function inWords(kit: Kit, trouble: Trouble): string {
	return (kit === 'busybox' || kit === 'netshoot' ? musl : glibc)[trouble];
}

/** The time of day at some moment of a program, seconds. */
export function clock({at}: Context, ms: number): string {
	return ((at + ms) / 1000).toFixed(6);
}
