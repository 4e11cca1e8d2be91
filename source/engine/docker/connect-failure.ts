import type {FailureReason} from '../../core/model/failure.js';
import {safe} from '../../core/text/safe.js';
import {EngineError} from '../errors.js';

/** An engine that cannot be used: `message` is one whole sentence, `advice` one line each, the likeliest first. */
export function unreachable(reason: FailureReason, message: string, ...advice: readonly string[]): EngineError {
	const sentence = safe(message);
	return new EngineError('unreachable', sentence, {reason, message: sentence, advice: advice.map(safe)});
}

/** What others wrote, fit for one line: no control characters, no markup, at most 300 characters. */
export function oneLine(text: string): string {
	const line = safe(text.slice(0, 2000)).trim();
	if (/^<(!doctype|html|\?xml|head|body)/i.test(line)) return '';
	return line.length > 300 ? `${line.slice(0, 299)}…` : line;
}
