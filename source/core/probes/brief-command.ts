/** A script after `-c`, as `quote` writes it. */
const script = / -c (\$'(?:[^'\\]|\\.)*'|'[^']*'(?:\\''[^']*')*)/g;

const longestScript = 40;

/** A command line to read, not to type: of a script only that there is one; the program and its target stay. */
export function briefCommand(command: string): string {
	return command.replaceAll(script, (all, quoted: string) => (quoted.length > longestScript ? " -c '…'" : all));
}
