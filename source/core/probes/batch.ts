import type {Output} from './probe.js';

/** Commands that one script runs: two rounds of its eight at a time, as it cannot be stopped. */
export const mostInBatch = 16;
const atATime = 8;

/**
 * Its arguments: a mark, then for each command the number of its words and the words. Each runs in the background and is
 * reported when it ends, in one write: the mark, its number and exit code, what it said, the mark.
 */
const script = `
mark=$1; shift; number=0
while [ $# -gt 0 ]; do
	words=$1; shift
	(
		left=$words
		for word; do shift; [ "$left" -gt 0 ] && set -- "$@" "$word"; left=$((left - 1)); done
		said=$("$@" 2>&1 </dev/null)
		printf '%s %s %s\\n%s\\n%s\\n' "$mark" "$number" "$?" "$said" "$mark"
	) &
	shift "$words"; number=$((number + 1))
	[ $((number % ${atATime})) -gt 0 ] || wait
done
wait
`.trim();

type Command = {readonly argv: readonly string[]; readonly timeoutMs: number};

/**
 * One program that runs all of these side by side. `mark`: a word that no command can print by chance or on purpose, such
 * as a random one.
 */
export function batchOf(commands: readonly Command[], mark: string): Command {
	return {
		argv: ['sh', '-c', script, 'sh', mark, ...commands.flatMap(({argv}) => [String(argv.length), ...argv])],
		timeoutMs: Math.ceil(commands.length / atATime) * Math.max(...commands.map(({timeoutMs}) => timeoutMs)),
	};
}

/**
 * What each command that has ended left, by its number; standard error is part of standard output. Ends before a report that
 * is not whole, or mixed with another.
 */
export function reportsOf({stdout}: Output, mark: string): ReadonlyMap<number, Output> {
	const reports = new Map<number, Output>();
	// Every report stands between two marks, nothing between two reports.
	const parts = `\n${stdout}`.split(`\n${mark}`);
	for (let index = 1; index + 1 < parts.length; index += 2) {
		const report = parts[index]!;
		const [head, number, exitCode] = /^ (\d+) (\d+)\n/.exec(report) ?? [];
		if (head === undefined || report.includes(mark) || !/^(\n|$)/.test(parts[index + 1]!)) break;
		const said = {stdout: report.slice(head.length), stderr: '', timedOut: false, truncated: false};
		reports.set(Number(number), {...said, exitCode: Number(exitCode)});
	}

	return reports;
}
