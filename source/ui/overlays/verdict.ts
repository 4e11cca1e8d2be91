import type {Explanation} from '../../core/explain/explanation.js';
import type {Span, Tone} from '../../core/views/view.js';

export const verdictTones: Readonly<Record<Explanation['verdict'], Tone>> = {
	reachable: 'good',
	blocked: 'bad',
	unknown: 'warn',
};

/** `BLOCKED  port-not-listening: …; also found: …`. */
export function verdictSpans({verdict, cause, also, steps}: Explanation): readonly Span[] {
	const blamed = steps.find(({finding}) => finding !== undefined && finding === cause);
	const others = also.length > 0 ? `; also found: ${also.join(', ')}` : '';
	return [
		{text: ` ${verdict.toUpperCase()}  `, tone: verdictTones[verdict]},
		{text: blamed ? `${cause}: ${blamed.title}${others}` : others.slice(2), tone: 'plain'},
	];
}
