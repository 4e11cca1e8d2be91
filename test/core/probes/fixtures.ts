import {readdirSync, readFileSync} from 'node:fs';
import type {Output} from '../../../source/core/probes/probe.js';

export type Capture<Input> = {
	readonly tool: string;
	readonly input: Input;
	readonly argv: readonly string[];
	readonly output: Output;
};

const folder = new URL('../../fixtures/probes/', import.meta.url);

export function readCapture<Input>(path: string): Capture<Input> {
	const {tool, input, argv, ...rest} = JSON.parse(readFileSync(new URL(`${path}.json`, folder), 'utf8'));
	return {
		tool,
		input,
		argv,
		output: {
			stdout: rest.stdout,
			stderr: rest.stderr,
			exitCode: rest.exitCode,
			timedOut: false,
			truncated: false,
		},
	};
}

export function captureNames(kind: string): readonly string[] {
	return readdirSync(new URL(kind, folder)).map(name => name.replace(/\.json$/, ''));
}

/** The program is still running and has printed this much. */
export function begun(output: Output, characters: number): Output {
	return {...output, stdout: output.stdout.slice(0, characters), stderr: '', exitCode: undefined};
}
