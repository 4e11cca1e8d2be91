import meow from 'meow';
import type {Command, Flag, FlagValues} from './commands/command.js';
import {nearest} from './commands/find.js';
import {UserError} from './errors.js';
import {globalFlags} from './flags.js';

export type Arguments = {
	readonly command: Command | undefined;
	/** What follows the command's name. */
	readonly rest: readonly string[];
	readonly flags: FlagValues;
};

export function dashed(name: string): string {
	return `--${name.replaceAll(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)}`;
}

/** `--demo` takes a scenario or nothing: what follows it is the command's when it is no scenario. */
function withoutOptionalValue(argv: readonly string[], scenarios: readonly string[]): readonly string[] {
	return argv.flatMap((argument, index) => {
		const next = argv[index + 1];
		return argument === '--demo' && !(next !== undefined && scenarios.includes(next)) ? ['--demo=shop'] : [argument];
	});
}

function checkValues(flags: FlagValues, known: Readonly<Record<string, Flag>>, where: string): void {
	for (const [name, value] of Object.entries(flags)) {
		const flag = known[name];
		if (!flag) {
			const near = nearest(Object.keys(known).map(dashed), dashed(name));
			throw new UserError(
				`${dashed(name)}: ${where} has no such flag${near.length > 0 ? `; near it: ${near.join(', ')}` : ''}`,
			);
		}

		const values = Array.isArray(value) ? value : [value];
		if (!flag.isMultiple && values.length > 1) throw new UserError(`${dashed(name)} is given twice: give it once`);
		if (flag.type === 'string' && values.includes(''))
			throw new UserError(`${dashed(name)} needs a value: ${dashed(name)} ${flag.value}`);
		if (flag.type === 'number' && !Number.isFinite(value))
			throw new UserError(`${dashed(name)} takes a number: ${dashed(name)} ${flag.value}`);
	}
}

/** Reads a command line; whatever is wrong with it is a UserError that names it. */
export function parseArguments(
	argv: readonly string[],
	commands: readonly Command[],
	scenarios: readonly string[],
): Arguments {
	const declared: Readonly<Record<string, Flag>> = Object.assign({}, ...commands.map(({flags}) => flags), globalFlags);
	const {input, flags: parsed} = meow({
		importMeta: import.meta,
		argv: [...withoutOptionalValue(argv, scenarios)],
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
	const command = commands.find(candidate => candidate.name === name);
	if (name !== undefined && !command) {
		const near = nearest(
			commands.map(candidate => candidate.name),
			name,
		);
		throw new UserError(
			`${name}: there is no such command${near.length > 0 ? `; near it: ${near.join(', ')}` : `; docknet --help lists them`}`,
		);
	}

	checkValues(flags, {...globalFlags, ...command?.flags}, command ? `docknet ${command.name}` : 'docknet');
	if (flags.demo !== undefined && !scenarios.includes(String(flags.demo)))
		throw new UserError(`--demo ${flags.demo}: give one of ${scenarios.join(', ')}`);
	return {command, rest, flags};
}
