import {gatewayLink, hostGateway, linksOf, linkTo} from '../links.js';
import {isOnHost} from '../names.js';
import {chance} from '../random.js';
import {type Fate, fateOf} from '../reach.js';
import {inWords, lookUp, nobodyMs} from './dial.js';
import {readOptions} from './options.js';
import {type Context, says, type Transcript} from './transcript.js';

type Hop = {readonly address?: string; readonly ms: number; readonly end?: 'reached' | 'nobody'};

/** A router of the outside. */
const faraway = '203.0.113.1';

/** The hops on the way, at most so many; `waitMs`: how long a hop is waited for that does not answer. */
function hopsOf(context: Context, address: string, fate: Fate, most: number, waitMs: number): readonly Hop[] {
	const {world, machine, at} = context;
	const six = address.includes(':');
	const way = gatewayLink(world, machine, six ? 6 : 4);
	const gateway = isOnHost(world, machine) ? undefined : six ? way?.endpoint.gateway6 : way?.endpoint.gateway;
	const answer = (hop: string, base: number): Hop => ({address: hop, ms: base * (1 + chance(`${hop} ${at}`))});
	const known = (hops: readonly (string | undefined)[]) =>
		hops.filter(hop => hop !== undefined).map((hop, index) => answer(hop, 0.02 + 3 * index));
	const silence = (hops: readonly Hop[]) => [...hops, ...Array(Math.max(0, most - hops.length)).fill({ms: waitMs})];
	if (fate.type === 'answered') {
		const between = fate.by === 'outside' ? known([gateway, ...(six ? [] : [hostGateway, faraway])]) : [];
		return [...between, {...answer(address, fate.by === 'outside' ? 11 : 0.03), end: 'reached' as const}].slice(
			0,
			most,
		);
	}

	if (fate.type === 'nobody') {
		const own = linksOf(world, machine).find(({network}) => network.id === fate.network)?.endpoint;
		return [{address: (six ? own?.ipv6 : own?.ipv4) ?? '127.0.0.1', ms: nobodyMs, end: 'nobody'}];
	}

	// Dropped between two networks: the gateway of its own is the last to answer. Dropped within one: nobody does.
	return silence(linkTo(world, machine, address) ? [] : known([gateway]));
}

/** `traceroute -n -q 1 -w SECONDS -m HOPS HOST` of BusyBox. */
export function traceroute(context: Context, args: readonly string[]): Transcript {
	const {flags, rest} = readOptions(args, 'q w m f p t s i');
	const [target = ''] = rest;
	const most = Number(flags.get('m') ?? 30);
	const {addresses, trouble} = lookUp(context, target);
	if (trouble) return says(`traceroute: bad address '${target}'\n`, 1, 'stderr');
	const address = addresses[0]!;
	const fate = fateOf(context.world, context.machine, address);
	if (fate.type === 'no-route') {
		const why = inWords(context.kit, 'no-route');
		return says(`traceroute: can't connect to remote host (${address}): ${why}\n`, 1, 'stderr');
	}

	const hops = hopsOf(context, address, fate, most, 1000 * Number(flags.get('w') ?? 3));
	const head = `traceroute to ${target} (${address}), ${most} hops max, ${address.includes(':') ? 72 : 46} byte packets`;
	return told(head, hops, ({address: hop, ms, end}, number) =>
		hop ? `${number}  ${hop}  ${ms.toFixed(3)} ms${end === 'nobody' ? ' !H' : ''}` : `${number}  *`,
	);
}

/** `tracepath -n -m HOPS HOST` of iputils. */
export function tracepath(context: Context, args: readonly string[]): Transcript {
	const {flags, rest} = readOptions(args, 'm l p');
	const [target = ''] = rest;
	const {addresses, trouble} = lookUp(context, target);
	if (trouble) return says(`tracepath: ${target}: ${inWords(context.kit, trouble)}\n`, 1, 'stderr');
	const address = addresses[0]!;
	const fate = fateOf(context.world, context.machine, address);
	if (fate.type === 'no-route') return says(' 1:  send failed\n     Resume: pmtu 65535 \n');
	const hops = hopsOf(context, address, fate, Number(flags.get('m') ?? 30), 3000);
	const size = Number(flags.get('l') ?? 1500);
	return told(` 1?: [LOCALHOST]                      pmtu ${size}`, hops, ({address: hop, ms, end}, number) => {
		const mark = end === 'nobody' ? '!H' : (end ?? '');
		return hop ? `${number}:  ${hop.padEnd(50)} ${ms.toFixed(3)}ms ${mark}` : `${number}:  no reply`;
	});
}

/** Each hop is told when it has answered, or has not in time. */
function told(head: string, hops: readonly Hop[], line: (hop: Hop, number: string) => string): Transcript {
	let at = 1;
	const pieces = hops.map((hop, index) => {
		at += hop.ms;
		return {at, text: `${line(hop, String(index + 1).padStart(2))}\n`};
	});
	return {pieces: [{at: 1, text: `${head}\n`}, ...pieces], until: at, exitCode: 0};
}
