import {parseArguments} from '../../source/arguments.js';
import {allCommands} from '../../source/commands/all.js';
import type {Engine} from '../../source/engine/engine.js';

/** What a command says with `--json`, run in this process on an engine that is open already. */
export async function say<Answer>(engine: Engine, argv: readonly string[]): Promise<Answer> {
	const {command, rest, flags} = parseArguments([...argv, '--json'], allCommands, []);
	const printed: string[] = [];
	await command!.run({
		engine,
		arguments: rest,
		flags,
		print: text => printed.push(text),
		note: () => {},
		confirm: async () => false,
		atTerminal: false,
		readOnly: false,
		now: Date.now,
		signal: new AbortController().signal,
		columns: undefined,
		ascii: false,
	});
	return JSON.parse(printed.join(''));
}
