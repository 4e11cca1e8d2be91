import {UserError} from '../errors.js';
import type {FlagValues} from './command.js';

/** How a flag is written: `--dry-run` for `dryRun`, `-x` for a letter. */
export function dashed(name: string): string {
	const words = name.replaceAll(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);
	return name.length === 1 ? `-${name}` : `--${words}`;
}

/** A flag that may be given several times; commas are kept. */
export function several(flags: FlagValues, name: string): readonly string[] {
	const value = flags[name];
	return Array.isArray(value) ? value : value === undefined ? [] : [String(value)];
}

export function text(flags: FlagValues, name: string): string | undefined {
	const value = flags[name];
	return value === undefined ? undefined : String(value);
}

/** Flags of the form `KEY=VALUE`; a key alone has an empty value, unless the form is one that needs it (`NAME=ADDRESS`). */
export function pairs(
	flags: FlagValues,
	name: string,
	form: 'KEY=VALUE' | 'NAME=ADDRESS' = 'KEY=VALUE',
): Readonly<Record<string, string>> {
	return Object.fromEntries(
		several(flags, name).map(pair => {
			const [key = '', value] = pair.split(/=(.*)/s);
			if (key === '' || (form === 'NAME=ADDRESS' && !value))
				throw new UserError(`${dashed(name)} ${pair}: write it as ${form}`);
			return [key, value ?? ''];
		}),
	);
}
