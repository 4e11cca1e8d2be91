import {parseAddress} from '../../../core/ip/address.js';
import {membershipsOf, resolve} from '../names.js';
import {chance} from '../random.js';
import {type Fate, fateOf} from '../reach.js';
import type {Context, Piece, Transcript} from './transcript.js';
import {says} from './transcript.js';

type Reply = {readonly number: number; readonly ms: number};

/** What differs between the two kinds of ping. */
type Style = {
	readonly head: (target: string, address: string) => string;
	readonly first: number;
	readonly reply: (address: string, number: number, ms: string) => string;
	/** What is said of a packet for an address that nobody has. */
	readonly nobody?: (from: string, number: number) => string;
	readonly summary: (sent: number, received: number, errors: number, loss: number) => string;
	readonly times: (min: string, avg: string, max: string) => string;
	readonly badName: (target: string) => Transcript;
	readonly noRoute: string;
};

const styles: Readonly<Record<'busybox' | 'iputils', Style>> = {
	busybox: {
		head: (target, address) => `PING ${target} (${address}): 56 data bytes`,
		first: 0,
		reply: (address, number, ms) => `64 bytes from ${address}: seq=${number} ttl=64 time=${ms} ms`,
		summary: (sent, received, _, loss) =>
			`${sent} packets transmitted, ${received} packets received, ${loss}% packet loss`,
		times: (min, avg, max) => `round-trip min/avg/max = ${min}/${avg}/${max} ms`,
		badName: target => says(`ping: bad address '${target}'\n`, 1, 'stderr'),
		noRoute: 'ping: sendto: Network unreachable\n',
	},
	iputils: {
		head: (target, address) => `PING ${target} (${address}) 56(84) bytes of data.`,
		first: 1,
		reply: (address, number, ms) => `64 bytes from ${address}: icmp_seq=${number} ttl=64 time=${ms} ms`,
		nobody: (from, number) => `From ${from} icmp_seq=${number} Destination Host Unreachable\n`,
		summary: (sent, received, errors, loss) => {
			const failed = errors > 0 ? `, +${errors} errors` : '';
			return `${sent} packets transmitted, ${received} received${failed}, ${loss}% packet loss, time ${(sent - 1) * 1001}ms`;
		},
		times: (min, avg, max) => `rtt min/avg/max/mdev = ${min}/${avg}/${max}/0.031 ms`,
		badName: target => says(`ping: ${target}: Name or service not known\n`, 2, 'stderr'),
		noRoute: 'ping: connect: Network is unreachable\n',
	},
};

export function ping(context: Context, args: readonly string[]): Transcript {
	const style = styles[context.kit === 'iputils' ? 'iputils' : 'busybox'];
	const {count, patience, version, target} = readArguments(args);
	const address = addressOf(context, target, version);
	if (!address) return style.badName(target);
	const fate = fateOf(context.world, context.machine, address);
	const head = `${style.head(target, address)}\n`;
	if (fate.type === 'no-route') {
		const exitCode = style.first === 1 ? 2 : 1;
		const pieces: Piece[] = style.first === 1 ? [] : [{at: 0, text: head}];
		return {pieces: [...pieces, {at: 0, text: style.noRoute, stream: 'stderr'}], until: 0, exitCode};
	}

	const replies = repliesOf(context, fate, address, count);
	const said = replies.map(({number, ms}) => ({
		at: number * 1000 + ms,
		text: `${style.reply(address, number + style.first, ms.toFixed(3))}\n`,
	}));
	const failed = fate.type === 'nobody' ? complaints(context, style, count, fate.network) : [];
	const last = (count - 1) * 1000;
	const answered = replies.at(-1)?.number === count - 1;
	const until = answered ? said.at(-1)!.at : Math.max(last + patience * 1000, failed.at(-1)?.at ?? 0);
	const end = {at: until, text: ending(style, target, count, replies, failed.length)};
	return {pieces: [{at: 0, text: head}, ...said, ...failed, end], until, exitCode: replies.length > 0 ? 0 : 1};
}

/** The kernel gives up on an address that nobody has after three seconds. */
function complaints(
	{world, machine}: Context,
	{nobody, first}: Style,
	count: number,
	networkId: string,
): readonly Piece[] {
	const memberships = membershipsOf(world, machine);
	const from = memberships.find(({network}) => network.id === networkId)?.endpoint.ipv4 ?? '127.0.0.1';
	return nobody
		? Array.from({length: count}, (_, number) => ({at: number * 1000 + 3072, text: nobody(from, number + first)}))
		: [];
}

function readArguments(args: readonly string[]) {
	const numberAfter = (flag: string, otherwise: number) =>
		args.includes(flag) ? Number(args[args.indexOf(flag) + 1]) : otherwise;
	const version = args.includes('-6') ? 6 : args.includes('-4') ? 4 : undefined;
	return {
		count: numberAfter('-c', 4),
		patience: numberAfter('-W', 10),
		version: version as 4 | 6 | undefined,
		target: args.at(-1) ?? '',
	};
}

function addressOf({world, machine}: Context, target: string, version: 4 | 6 | undefined): string | undefined {
	if (parseAddress(target)) return target;
	const {addresses} = resolve(world, machine, target);
	return addresses.find(address => !version || parseAddress(address)?.version === version);
}

/** Replies that come: a container that drops packets loses some of these too. */
function repliesOf({world, at}: Context, fate: Fate, address: string, count: number): readonly Reply[] {
	if (fate.type !== 'answered') return [];
	const base = fate.outside ? 11 : 0.06;
	const replies: Reply[] = [];
	for (let number = 0; number < count; number++) {
		const key = `${world.seed} ${address} ${at} ${number}`;
		const lost = chance(`${key} lost`) < 20 * (fate.by?.profile.dropShare ?? 0);
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
