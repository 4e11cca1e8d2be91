import type {Command, Flag} from './commands/command.js';
import {dashed} from './commands/flag-values.js';
import {globalFlags} from './flags.js';

function flagLines(flags: Readonly<Record<string, Flag>>): readonly string[] {
	const lines = Object.entries(flags).map(([name, {shortFlag, value, summary}]) => {
		const negated = /^(--no-[a-z\d-]+): (.*)$/.exec(summary);
		const long = negated ? negated[1] : `${dashed(name)}${value ? ` ${value}` : ''}`;
		return {left: `${shortFlag ? `-${shortFlag}, ` : '    '}${long}`, right: negated?.[2] ?? summary};
	});
	const width = Math.max(...lines.map(({left}) => left.length));
	return lines.map(({left, right}) => `  ${left.padEnd(width)}  ${right}`);
}

/** `docknet --help`; the readme repeats it. */
export function helpText(commands: readonly Command[]): string {
	const names = commands.map(({name, usage}) => `${name} ${usage}`.trim());
	const width = Math.max(...names.map(name => name.length));
	return [
		'docknet — see, change and debug Docker networks from a terminal',
		'',
		'Usage: docknet [FLAGS]             the explorer',
		'       docknet [FLAGS] COMMAND …   one answer',
		'',
		'Commands',
		...commands.map(({summary}, index) => `  ${names[index]!.padEnd(width)}  ${summary}`),
		'',
		'Flags',
		...flagLines(globalFlags),
		'',
		'Exit codes: 0 fine · 1 a finding, or what was asked failed · 2 usage',
		'            3 engine not reachable · 4 refused (read-only, not permitted)',
	].join('\n');
}

/** `docknet COMMAND --help`. */
export function commandHelp({name, usage, summary, flags}: Command): string {
	const own = Object.keys(flags).length > 0 ? ['', 'Flags', ...flagLines(flags)] : [];
	return [
		`Usage: docknet ${name} ${usage}`.trimEnd(),
		'',
		summary,
		...own,
		'',
		'Flags of docknet itself (--host, --context, --json …): docknet --help',
	].join('\n');
}
