import {safe} from '../text/safe.js';
import type {Output} from './probe.js';

/** No tool has more to say in a line; some patterns would take too long over a line of a whole output's length. */
const longestLine = 4000;

/** What a program printed, line by line: standard output first. While it runs, unfinished last lines are left out. */
export function linesOf({stdout, stderr, exitCode}: Output): readonly string[] {
	const whole = (text: string) => (exitCode === undefined ? text.slice(0, text.lastIndexOf('\n') + 1) : text);
	return [stdout, stderr].flatMap(text =>
		whole(text)
			.split('\n')
			.map(line => safe(line.slice(0, longestLine))),
	);
}

/** The first line of the program's complaint, else of its output, for messages. */
export function firstLine(output: Output): string {
	const lines = [...linesOf({...output, stdout: ''}), ...linesOf({...output, stderr: ''})];
	return lines.find(line => line.trim() !== '')?.trim() ?? 'it printed nothing';
}

/** The program is not there. Engines differ: exit code 126 (Docker 20.10) or 127, the runtime's text on either stream. */
export function isMissing(output: Output): boolean {
	if (output.exitCode !== 126 && output.exitCode !== 127) return false;
	return /executable file .*not found|: stat .*no such file or directory/i.test(linesOf(output).join('\n'));
}

/** A program that was there but could not be started at all: not executable, a broken working folder … */
export function isNotStarted(output: Output): boolean {
	return output.exitCode === 126 || output.exitCode === 127;
}
