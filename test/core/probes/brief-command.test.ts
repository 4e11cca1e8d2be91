import {expect, test} from 'vitest';
import {quote} from '../../../source/core/plan/quote.js';
import {briefCommand} from '../../../source/core/probes/brief-command.js';

const lineOf = (...words: readonly string[]) => words.map(quote).join(' ');
const long = 'started=$EPOCHREALTIME; nc -w "$3" -z "$1" "$2"; echo done';

test.each([
	['in one line', long],
	['in several lines', `${long}\necho 'it\\'s'\n`],
	['with quotes inside', `${long}; echo 'a' 'b'`],
])('of a script %s, the target is left', (_, script) => {
	expect(briefCommand(lineOf('docker', 'exec', 'web', 'sh', '-c', script, 'sh', 'db', '80'))).toBe(
		"docker exec web sh -c '…' sh db 80",
	);
});

test('a short script, and what is no script, stay', () => {
	const short = lineOf('docker', 'exec', 'web', 'sh', '-c', 'cat /etc/hosts');
	expect(briefCommand(short)).toBe(short);
	const option = lineOf('docker', 'exec', 'web', 'ping', '-c', '2', long);
	expect(briefCommand(option)).toBe(option);
});
