import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {allCommands} from '../../source/commands/all.js';
import {dashed} from '../../source/commands/flag-values.js';
import {globalFlags} from '../../source/flags.js';
import {commandHelp, helpText} from '../../source/help.js';

const help = helpText(allCommands);
const texts: readonly [name: string, text: string][] = [
	['docknet', help],
	...allCommands.map((command): [string, string] => [command.name, commandHelp(command)]),
];

test.each(texts)('the help of %s fits 80 columns and has no trailing blanks', (_, text) => {
	for (const line of text.split('\n')) {
		expect(line.length, line).toBeLessThanOrEqual(80);
		expect(line).toBe(line.trimEnd());
	}
});

test('every command, flag and exit code is explained', () => {
	for (const {name, summary} of allCommands) expect(help).toMatch(new RegExp(`^  ${name} .*${summary}`, 'm'));
	for (const name of Object.keys(globalFlags)) {
		expect(help).toMatch(new RegExp(`^ .*(${dashed(name)}|--no-${name}) .*\\S`, 'm'));
	}

	for (const code of [0, 1, 2, 3, 4]) expect(help).toMatch(new RegExp(`[:·]? +${code} [a-z]`));
	for (const command of allCommands) {
		for (const name of Object.keys(command.flags)) {
			expect(commandHelp(command)).toMatch(new RegExp(`^ .*(${dashed(name)}|--no-${name}) .*[A-Z].*`, 'm'));
		}
	}
});

test('no letter stands for two flags of one command', () => {
	for (const {flags} of allCommands) {
		const all = [...Object.values(globalFlags), ...Object.values(flags)];
		const letters = all.flatMap(flag => ('shortFlag' in flag && flag.shortFlag ? [flag.shortFlag] : []));
		expect(letters).toEqual([...new Set(letters)]);
	}
});

const readme = new URL('../../readme.md', import.meta.url);

test('the readme repeats the help', () => {
	const [, after = ''] = readFileSync(readme, 'utf8').split('docknet --help\n');
	// The block that the command begins, or the next one.
	const [first = '', second = ''] = after.split('```');
	const block = first.trim() === '' ? second.replace(/^[a-z]*\n/, '') : first;
	expect(block.trim()).toBe(help);
});
