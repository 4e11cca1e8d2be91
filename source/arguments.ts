import meow from 'meow';
import type {Command, Flag, FlagValues} from './commands/command.js';
import {dashed} from './commands/flag-values.js';
import {nearest} from './core/text/nearest.js';
import {UserError} from './errors.js';
import {globalFlags} from './flags.js';

export type Arguments = {
	readonly command: Command | undefined;
	/** What follows the command's name. */
	readonly rest: readonly string[];
	readonly flags: FlagValues;
};

type Flags = Readonly<Record<string, Flag>>;

/** `--demo` takes a scenario or nothing: a command or a flag that follows it is no scenario. */
function withOptionalValue(argv: readonly string[], commands: readonly Command[]): readonly string[] {
	return argv.flatMap((argument, index) => {
		const next = argv[index + 1];
		const alone = next === undefined || next.startsWith('-') || commands.some(({name}) => name === next);
		return argument === '--demo' && alone ? ['--demo=shop'] : [argument];
	});
}

function noSuchFlag(flag: string, known: Flags, where: string): UserError {
	const near = nearest(Object.keys(known).map(dashed), flag);
	return new UserError(`${flag}: ${where} has no such flag${near.length > 0 ? `; near it: ${near.join(', ')}` : ''}`);
}

/** What the parser would pass over or take for something else: a value too few, too many or that is none. */
function checkSpelling(argv: readonly string[], known: Flags): void {
	const end = argv.indexOf('--');
	const seen = new Set<string>();
	for (const [index, argument] of argv.slice(0, end < 0 ? undefined : end).entries()) {
		const [spelled = '', given] = argument.split(/=(.*)/s);
		if (/^--?[a-z][^ ]*\./i.test(spelled)) throw noSuchFlag(spelled, known, 'docknet');
		const found = Object.entries(known).find(
			([name, {shortFlag}]) => spelled === dashed(name) || spelled === `-${shortFlag}`,
		);
		if (!found) continue;
		const [name, flag] = found;
		if (flag.type === 'boolean') {
			if (given !== undefined && !/^(true|false)$/.test(given))
				throw new UserError(`${argument}: ${dashed(name)} is on or off: write it without a value`);
			continue;
		}

		const value = given ?? argv[index + 1] ?? '';
		if (value === '' || (given === undefined && /^-[^\d]/.test(value)))
			throw new UserError(`${spelled} needs a value: ${spelled} ${flag.value}`);
		if (seen.has(name) && !flag.isMultiple) throw new UserError(`${dashed(name)} is given twice: give it once`);
		seen.add(name);
	}
}

function checkValues(flags: FlagValues, known: Flags, where: string): void {
	for (const [name, value] of Object.entries(flags)) {
		const flag = known[name];
		if (!flag) throw noSuchFlag(dashed(name), known, where);
		if (flag.type === 'number' && !Number.isFinite(value))
			throw new UserError(`${dashed(name)} takes a number: ${dashed(name)} ${flag.value}`);
	}
}

function commandOf(name: string | undefined, commands: readonly Command[]): Command | undefined {
	const command = commands.find(candidate => candidate.name === name);
	if (command || name === undefined) return command;
	const near = nearest(
		commands.map(candidate => candidate.name),
		name,
	);
	const right = near.length > 0 ? `near it: ${near.join(', ')}` : 'docknet --help lists them';
	throw new UserError(`${name}: there is no such command; ${right}`);
}

/** Reads a command line; whatever is wrong with it is a UserError that names it. */
export function parseArguments(
	argv: readonly string[],
	commands: readonly Command[],
	scenarios: readonly string[],
): Arguments {
	const declared: Flags = Object.assign({}, ...commands.map(({flags}) => flags), globalFlags);
	const complete = withOptionalValue(argv, commands);
	checkSpelling(complete, declared);
	const {input, flags: parsed} = meow({
		importMeta: import.meta,
		argv: [...complete],
		pkg: {},
		autoHelp: false,
		autoVersion: false,
		booleanDefault: undefined,
		inferType: false,
		flags: Object.fromEntries(
			Object.entries(declared).map(([name, {type, shortFlag, isMultiple}]) => [name, {type, shortFlag, isMultiple}]),
		) as never,
	});
	const flags = Object.fromEntries(
		Object.entries(parsed as FlagValues).filter(
			([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
		),
	);
	const [name, ...rest] = input;
	const command = commandOf(name, commands);
	checkValues(flags, {...globalFlags, ...command?.flags}, command ? `docknet ${command.name}` : 'docknet');
	if (flags.demo !== undefined && !scenarios.includes(String(flags.demo)))
		throw new UserError(`--demo ${flags.demo}: give one of ${scenarios.join(', ')}, or --demo as the last word`);
	if (flags.interval !== undefined && Number(flags.interval) < 1)
		throw new UserError(`--interval ${flags.interval}: give at least 1 second`);
	return {command, rest, flags};
}
