import fc from 'fast-check';
import {expect} from 'vitest';
import type {Answer, Probe, Question} from '../../../source/core/probes/probe.js';

const odd = [
	'\u001b[31mConnection refused',
	'@open \u202e10.0.0.9 1.0 2.0',
	'@http 200',
	'@answer',
	'* Connected to \u001b]0;x\u0007',
	'curl: (28) timed out',
	'Connection to db 80 port [tcp/*] succeeded',
	'HTTP/1.1 abc',
];

/** Never a throw, never ok unless `marker` is there, no control characters in messages. */
export function expectCaution<Input extends Question, Result extends Answer>(
	probe: Probe<Input, Result>,
	input: Input,
	marker: RegExp,
): void {
	const line = fc.oneof(fc.string({unit: 'binary'}), fc.constantFrom(...odd));
	fc.assert(
		fc.property(
			fc.array(line),
			fc.array(line),
			fc.constantFrom(undefined, 0, 1, 7, 28, 60, 126, 127, 143),
			fc.constantFrom(...probe.tools),
			(out, err, exitCode, tool) => {
				const output = {stdout: out.join('\n'), stderr: err.join('\n'), exitCode, timedOut: false, truncated: false};
				const {result, message} = probe.parse(output, tool, input);
				expect(message).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/);
				if (result === 'ok') expect(output.stdout + output.stderr).toMatch(marker);
			},
		),
		{numRuns: 300},
	);
}

/** Whatever is asked, the text of a script is the same: names and addresses are arguments of their own. */
export function expectConstantScripts<Input extends Question, Result extends Answer>(
	probe: Probe<Input, Result>,
	inputs: readonly [Input, Input],
): void {
	for (const tool of probe.tools) {
		const [one, other] = inputs.map(input => probe.argv(input, tool).argv.filter(word => word.includes('\n')));
		expect(one).toEqual(other);
	}
}
