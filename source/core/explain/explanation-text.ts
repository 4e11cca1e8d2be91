import type {Evidence} from '../model/finding.js';
import {unicode} from '../text/glyphs.js';
import {safe} from '../text/safe.js';
import type {Explanation, PathStep} from './explanation.js';
import {pathTargetText} from './target.js';

const {check, cross, dash, right} = unicode;
const marks: Readonly<Record<PathStep['status'], string>> = {
	pass: check,
	fail: cross,
	warn: '!',
	unknown: '?',
	skipped: dash,
};

const headlines = {
	reachable: {mark: check, observed: 'works', predicted: 'should work'},
	blocked: {mark: cross, observed: 'does NOT work', predicted: 'will NOT work'},
	unknown: {mark: '?', observed: 'cannot be told', predicted: 'cannot be told'},
} as const;

const longestValue = 120;

function evidenceText({at, value, expected}: Evidence): string {
	const [shortAt, shortValue] = [at, value].map(text =>
		text.length > longestValue ? `${text.slice(0, longestValue)}${unicode.ellipsis}` : text,
	);
	return `${shortAt} = ${shortValue}${expected === undefined ? '' : ` (right would be: ${expected})`}`;
}

/** `web → db:5432 does NOT work (observed: timeout)`. */
export function headlineOf({question, verdict, steps, probe}: Explanation): string {
	const {mark, observed, predicted} = headlines[verdict];
	const isMeasured = steps.some(({id}) => id === 'probe');
	// A port of the host accepts even where nobody answers behind it.
	const decides = isMeasured && !(verdict === 'blocked' && probe?.result?.result === 'ok');
	const how = decides && probe?.result ? `observed: ${probe.result.result}` : 'predicted';
	return `${mark} ${safe(question.fromName)} ${right} ${safe(pathTargetText(question))} ${decides ? observed : predicted} (${how})`;
}

/** The headline, each step with its evidence where it does not pass, what else is wrong, and what to do. */
export function explanationText(explanation: Explanation): readonly string[] {
	const {steps, also, fix, suspects, cause, probe} = explanation;
	const isMeasured = steps.some(({id}) => id === 'probe');
	const width = Math.max(...steps.map(({id}) => id.length));
	const stepLines = steps.flatMap(({id, status, title, evidence, finding}, index) => [
		`  ${String(index + 1).padStart(2)} ${marks[status]} ${id.padEnd(width)}  ${title}${finding ? `  [${finding}]` : ''}`,
		...(status === 'pass' ? [] : evidence.map(each => `       evidence: ${evidenceText(each)}`)),
	]);
	const unmeasured = !isMeasured && probe?.result ? [`  not measured: ${probe.result.message}`] : [];
	const fixLines = fix
		? [
				`  fix: ${fix.title}`,
				...fix.commands.map(command => `    $ ${command}`),
				...fix.sideEffects.map(effect => `  side effect: ${effect}`),
			]
		: [];
	const lines = [
		headlineOf(explanation),
		...stepLines,
		...unmeasured,
		...(cause ? [`  cause: ${cause}`] : []),
		...(also.length > 0 ? [`  also: ${also.join(', ')}`] : []),
		...fixLines,
		...suspects.map(suspect => `  suspect: ${suspect}`),
	];
	return lines.map(safe);
}
