import {type Path, pathTo} from '../links.js';
import {membershipsOf} from '../names.js';
import {chance} from '../random.js';
import {type Fate, fateOf} from '../reach.js';
import {inWords, lookUp, nobodyMs} from './dial.js';
import {readOptions} from './options.js';
import type {Context, Piece, Transcript} from './transcript.js';
import {says} from './transcript.js';

type Reply = {readonly number: number; readonly ms: number};

/** What differs between the two kinds of ping. */
type Style = {
	readonly head: (target: string, address: string, size: number) => string;
	readonly first: number;
	readonly reply: (address: string, bytes: number, number: number, ms: string) => string;
	/** What is said of a packet for an address that nobody has. */
	readonly nobody?: (from: string, number: number) => string;
	readonly summary: (sent: number, received: number, errors: number, loss: number) => string;
	readonly times: (min: string, avg: string, max: string) => string;
	readonly badName: (target: string, why: string) => Transcript;
	readonly noRoute: string;
};

const styles: Readonly<Record<'busybox' | 'iputils', Style>> = {
	busybox: {
		head: (target, address, size) => `PING ${target} (${address}): ${size} data bytes`,
		first: 0,
		reply: (address, bytes, number, ms) => `${bytes} bytes from ${address}: seq=${number} ttl=64 time=${ms} ms`,
		summary: (sent, received, _, loss) =>
			`${sent} packets transmitted, ${received} packets received, ${loss}% packet loss`,
		times: (min, avg, max) => `round-trip min/avg/max = ${min}/${avg}/${max} ms`,
		badName: target => says(`ping: bad address '${target}'\n`, 1, 'stderr'),
		noRoute: 'ping: sendto: Network unreachable\n',
	},
	iputils: {
		head: (target, address, size) =>
			address.includes(':')
				? `PING ${target}(${address}) ${size} data bytes`
				: `PING ${target} (${address}) ${size}(${size + 28}) bytes of data.`,
		first: 1,
		reply: (address, bytes, number, ms) => `${bytes} bytes from ${address}: icmp_seq=${number} ttl=64 time=${ms} ms`,
		nobody: (from, number) => `From ${from} icmp_seq=${number} Destination Host Unreachable\n`,
		summary: (sent, received, errors, loss) => {
			const failed = errors > 0 ? `, +${errors} errors` : '';
			return `${sent} packets transmitted, ${received} received${failed}, ${loss}% packet loss, time ${(sent - 1) * 1001}ms`;
		},
		times: (min, avg, max) => `rtt min/avg/max/mdev = ${min}/${avg}/${max}/0.031 ms`,
		badName: (target, why) => says(`ping: ${target}: ${why}\n`, 2, 'stderr'),
		noRoute: 'ping: connect: Network is unreachable\n',
	},
};

export function ping(context: Context, args: readonly string[]): Transcript {
	const {world, machine} = context;
	const style = styles[context.kit === 'iputils' || context.kit === 'netshoot' ? 'iputils' : 'busybox'];
	const asked = readArguments(args);
	const {target, patience, size} = asked;
	const {addresses, trouble} = lookUp(context, target, asked.version);
	if (trouble) return style.badName(target, inWords(context.kit, trouble));
	const address = addresses[0]!;
	const fate = fateOf(world, machine, address);
	const head = {at: 0, text: `${style.head(target, address, size)}\n`};
	if (fate.type === 'no-route') {
		const exitCode = style.first === 1 ? 2 : 1;
		return {
			pieces: [...(style.first === 1 ? [] : [head]), {at: 0, text: style.noRoute, stream: 'stderr'}],
			until: 0,
			exitCode,
		};
	}

	const by = fate.type === 'answered' && typeof fate.by !== 'string' ? fate.by : undefined;
	const refusal = refusalOf(pathTo(world, machine, address, by), asked, address);
	if (typeof refusal === 'object') {
		const end = {at: 0, text: ending(style, target, asked.count, [], 1)};
		return {pieces: [head, {at: 0, ...refusal}, end], until: 0, exitCode: 1};
	}

	const replies = refusal === 'silence' ? [] : repliesOf(context, fate, address, asked.count);
	// With a deadline it goes on until as many replies have come as were asked for.
	const count = replies.length === 0 && asked.deadline ? Math.ceil(asked.deadline / asked.interval) : asked.count;
	const said = replies.map(({number, ms}) => ({
		at: number * asked.interval * 1000 + ms,
		text: `${style.reply(address, size + 8, number + style.first, ms.toFixed(3))}\n`,
	}));
	const last = (count - 1) * asked.interval * 1000;
	const answered = replies.at(-1)?.number === count - 1;
	const failed = fate.type === 'nobody' ? complaints(context, style, count, fate.network) : [];
	const patient = asked.deadline ? asked.deadline * 1000 : Math.max(last + patience * 1000, failed.at(-1)?.at ?? 0);
	const until = answered ? said.at(-1)!.at : patient;
	const heard = failed.filter(({at}) => at <= until);
	const end = {at: until, text: ending(style, target, count, replies, heard.length)};
	return {pieces: [head, ...said, ...heard, end], until, exitCode: replies.length > 0 ? 0 : 1};
}

/** What happens to a packet of that size, unless it arrives. */
function refusalOf(
	{mtu, hop, end = mtu}: Path,
	{size, whole}: Arguments,
	address: string,
): Omit<Piece, 'at'> | 'silence' | undefined {
	const six = address.includes(':');
	const bytes = size + (six ? 48 : 28);
	if (whole && bytes > mtu) {
		return {text: `ping: local error: message too long, ${six ? 'mtu: ' : 'mtu='}${mtu}\n`, stream: 'stderr'};
	}

	if (whole && hop && bytes > hop.mtu) {
		const words = six ? `Packet too big: mtu=${hop.mtu}` : `Frag needed and DF set (mtu = ${hop.mtu})`;
		return {text: `From ${hop.address} icmp_seq=1 ${words}\n`};
	}

	return Math.min(bytes, mtu) > end ? 'silence' : undefined;
}

function complaints(
	{world, machine}: Context,
	{nobody, first}: Style,
	count: number,
	networkId: string,
): readonly Piece[] {
	const memberships = membershipsOf(world, machine);
	const from = memberships.find(({network}) => network.id === networkId)?.endpoint.ipv4 ?? '127.0.0.1';
	return nobody
		? Array.from({length: count}, (_, number) => ({at: number * 1000 + nobodyMs, text: nobody(from, number + first)}))
		: [];
}

type Arguments = ReturnType<typeof readArguments>;

/** Seconds, and bytes of payload. `whole`: packets must not be fragmented. */
function readArguments(args: readonly string[]) {
	const {flags, rest} = readOptions(args, 'c W w i s M I t Q p');
	const number = (flag: string, otherwise: number) => Number(flags.get(flag) ?? otherwise);
	return {
		count: number('c', 4),
		patience: number('W', 10),
		deadline: number('w', 0),
		interval: number('i', 1),
		size: number('s', 56),
		whole: flags.get('M') === 'do',
		version: flags.has('6') ? (6 as const) : flags.has('4') ? (4 as const) : undefined,
		target: rest.at(-1) ?? '',
	};
}

/** Replies that come: a container that drops packets loses some of these too. */
function repliesOf({world, at}: Context, fate: Fate, address: string, count: number): readonly Reply[] {
	if (fate.type !== 'answered') return [];
	const base = fate.by === 'outside' ? 11 : 0.06;
	const dropShare = typeof fate.by === 'string' ? 0 : (fate.by.profile.dropShare ?? 0);
	const replies: Reply[] = [];
	for (let number = 0; number < count; number++) {
		const key = `${world.seed} ${address} ${at} ${number}`;
		const lost = chance(`${key} lost`) < 20 * dropShare;
		if (!lost) replies.push({number, ms: base * (1 + chance(key))});
	}

	return replies;
}

function ending(style: Style, target: string, count: number, replies: readonly Reply[], errors: number): string {
	const times = replies.map(reply => reply.ms);
	const loss = Math.round((100 * (count - replies.length)) / count);
	const lines = [
		'',
		`--- ${target} ping statistics ---`,
		style.summary(count, replies.length, errors, loss),
		...(times.length > 0
			? [
					style.times(
						Math.min(...times).toFixed(3),
						(times.reduce((sum, ms) => sum + ms, 0) / times.length).toFixed(3),
						Math.max(...times).toFixed(3),
					),
				]
			: []),
		'',
	];
	return lines.join('\n');
}
