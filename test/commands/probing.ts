import type {Command, FlagValues} from '../../source/commands/command.js';
import {createSimulatedEngine} from '../../source/engine/simulated/engine.js';

/** Runs a command on the simulated shop. */
export async function inShop(command: Command, given: readonly string[], flags: FlagValues = {}) {
	const engine = createSimulatedEngine({scenario: 'shop', latencyMs: 0, life: false});
	const printed: string[] = [];
	try {
		const exitCode = await command.run({
			engine,
			arguments: given,
			flags,
			print: text => printed.push(text),
			note: () => {},
			confirm: async () => false,
			atTerminal: false,
			readOnly: true,
			now: () => 0,
			signal: new AbortController().signal,
			columns: undefined,
			ascii: false,
		});
		return {exitCode, printed};
	} finally {
		await engine.close();
	}
}
