import {UserError} from '../errors.js';
import type {FlagValues} from './command.js';

/** A flag that may be given several times; commas are kept. */
export function several(flags: FlagValues, name: string): readonly string[] {
	const value = flags[name];
	return Array.isArray(value) ? value : value === undefined ? [] : [String(value)];
}

export function text(flags: FlagValues, name: string): string | undefined {
	const value = flags[name];
	return value === undefined ? undefined : String(value);
}

/** `KEY=VALUE`s; a key alone has an empty value, unless it must have one. */
export function pairs(
	flags: FlagValues,
	name: string,
	flag: string,
	options: {readonly valued?: boolean} = {},
): Readonly<Record<string, string>> {
	return Object.fromEntries(
		several(flags, name).map(pair => {
			const at = pair.indexOf('=');
			if (at === 0 || (at < 0 && options.valued)) throw new UserError(`--${flag} ${pair}: write it as NAME=VALUE`);
			return at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
		}),
	);
}
