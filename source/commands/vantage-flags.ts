import {askOnce} from '../actions/helper-image.js';
import type {ProbeRun} from '../actions/run-probe.js';
import {type Via, vias} from '../actions/vantages.js';
import {safe} from '../core/text/safe.js';
import {UserError} from '../errors.js';
import type {CommandContext, Flag, FlagValues} from './command.js';
import {text} from './flag-values.js';

/** Of every command that probes. */
export const vantageFlags = {
	via: {
		type: 'string',
		value: 'WAY',
		summary: 'Only that way: tool, helper or namespace',
	},
	image: {type: 'string', value: 'NAME', summary: 'Image for a helper container'},
	pull: {type: 'boolean', summary: 'Pull that image where the engine lacks it'},
	yes: {type: 'boolean', shortFlag: 'y', summary: 'Do not ask'},
	timeout: {type: 'number', value: 'SECONDS', summary: 'Wait no longer for an answer'},
} as const satisfies Readonly<Record<string, Flag>>;

/** Of those that can choose. */
export const familyFlags = {
	ipv4: {type: 'boolean', summary: 'Over IPv4'},
	ipv6: {type: 'boolean', summary: 'Over IPv6'},
} as const satisfies Readonly<Record<string, Flag>>;

export function familyOf({ipv4, ipv6}: FlagValues): {readonly family?: 4 | 6} {
	if (ipv4 && ipv6) throw new UserError('--ipv4 and --ipv6: give one of them, or neither');
	if (ipv4) return {family: 4};
	return ipv6 ? {family: 6} : {};
}

/** For probes that divide the time among the addresses of a name. */
export function timeoutOf({timeout}: FlagValues): {readonly timeoutSeconds?: number} {
	return typeof timeout === 'number' ? {timeoutSeconds: timeout} : {};
}

type Allowed = Omit<ProbeRun, 'asker' | 'onProgress'>;

/** What the flags and the person at the terminal allow. Pulls the image where that was said. */
export async function vantageChoice(context: CommandContext): Promise<Allowed> {
	const {engine, flags, now, readOnly, signal} = context;
	const isPerson = context.atTerminal && !flags.json && !flags.yes;
	const via = text(flags, 'via');
	if (via !== undefined && !isVia(via)) throw new UserError(`--via ${via}: give one of ${vias.join(', ')}`);
	const image = text(flags, 'image');
	const {timeout} = flags;
	if (typeof timeout === 'number' && timeout <= 0)
		throw new UserError(`--timeout ${timeout}: give more than 0 seconds`);
	if (flags.pull) await pull(context, image);
	return {
		engine,
		signal,
		now,
		readOnly,
		...(via && {via}),
		...(image !== undefined && {image}),
		...(typeof timeout === 'number' && {timeoutMs: timeout * 1000}),
		helperImage: askOnce(engine, (candidates, why) => agree(context, isPerson, candidates[0]!, why), isPerson),
	};
}

function isVia(text: string): text is Via {
	return vias.some(via => via === text);
}

/** Without a person at a terminal, probing at all is the consent; it is told. */
async function agree(
	{confirm, note}: CommandContext,
	isPerson: boolean,
	image: string,
	why: string,
): Promise<string | undefined> {
	const what = `a helper container made of ${image} that shares its network`;
	if (isPerson) return (await confirm(`${why}. Ask from ${what}?`)) ? image : undefined;
	note(`docknet: ${why}; asking from ${what} (--via tool forbids it)`);
	return image;
}

async function pull({engine, note, readOnly, signal}: CommandContext, image: string | undefined): Promise<void> {
	if (image === undefined) throw new UserError('--pull needs to know what: --image NAME');
	if (readOnly) throw new UserError('--read-only forbids to pull an image', 4);
	const names = await engine.images(signal);
	if (names.some(name => [image, `${image}:latest`].some(wanted => name === wanted || name.endsWith(`/${wanted}`))))
		return;
	note(`pulling ${safe(image)} …`);
	await engine.apply({type: 'pull-image', host: engine.host, image}, signal);
}
