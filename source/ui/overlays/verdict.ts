import {type Explanation, isMeasured, type PathStep, stepToRead} from '../../core/explain/explanation.js';
import {howKnown, whyUnmeasured} from '../../core/explain/explanation-text.js';
import type {Span, Tone} from '../../core/views/view.js';

export const verdictTones: Readonly<Record<Explanation['verdict'], Tone>> = {
	reachable: 'good',
	blocked: 'bad',
	unknown: 'warn',
};

/** The step that the verdict repeats: the one to blame, or that is not known, else the probe. */
export function stepOfVerdict(explanation: Explanation): PathStep | undefined {
	const {cause, steps, verdict} = explanation;
	const blamed = steps[stepToRead(explanation)];
	const isToRead =
		cause !== undefined || blamed?.status === 'fail' || (verdict === 'unknown' && blamed?.status === 'unknown');
	return isToRead ? blamed : steps.find(({id}) => id === 'probe');
}

/** `BLOCKED  port-not-listening: …`. */
export function verdictSpans(explanation: Explanation): readonly Span[] {
	const {verdict} = explanation;
	const {finding, title = ''} = stepOfVerdict(explanation) ?? {};
	return [
		{text: ` ${verdict.toUpperCase()}  `, tone: verdictTones[verdict]},
		{text: finding ? `${finding}: ${title}` : title, tone: 'plain'},
	];
}

/** The first of these lines; where there are more the last says so. */
export function firstLines(lines: readonly (readonly Span[])[], most: number): readonly (readonly Span[])[] {
	if (lines.length <= most) return lines;
	const last: readonly Span[] = [...lines[most - 1]!, {text: '…', tone: 'dim'}];
	return [...lines.slice(0, most - 1), last];
}

/** `; also found: …`. */
export function alsoSpan({also}: Explanation): Span {
	return {text: also.length > 0 ? `; also found: ${also.join(', ')}` : '', tone: 'plain'};
}

/** How the verdict is known, and why it was not measured where it was not. */
export function basisSpans(explanation: Explanation, isMeasuring: boolean): readonly Span[] {
	if (isMeasuring) return [{text: ' predicted, measuring …', tone: 'accent'}];
	const how: Span = {text: ` ${howKnown(explanation)}`, tone: 'dim'};
	if (isMeasured(explanation)) return [how];
	const why = whyUnmeasured(explanation);
	return [how, {text: `, not measured${why ? `: ${why}` : ''}`, tone: 'warn'}];
}
