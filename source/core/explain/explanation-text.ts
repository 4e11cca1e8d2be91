import type {Evidence} from '../model/finding.js';
import {briefCommand} from '../probes/brief-command.js';
import {unicode} from '../text/glyphs.js';
import {safe} from '../text/safe.js';
import {type Explanation, isMeasured, type PathStep, stepToRead} from './explanation.js';
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

const longest = 130;
const longestEnd = 40;

/** Too long, it loses its middle, word by word: a command has the program in front and the target at its end. */
function brief(text: string): string {
	if (text.length <= longest) return text;
	const [start, end] = [text.slice(0, longest - longestEnd), text.slice(-longestEnd)];
	return `${start.replace(/\s\S*$/, '')} ${unicode.ellipsis} ${end.replace(/^\S*\s/, '')}`;
}

/** Without what the step's title says already. */
function evidenceText({at, value, expected}: Evidence, title: string): string {
	const news = value.endsWith(`: ${title}`) ? value.slice(0, -title.length - 2) : value;
	const right = expected === undefined ? '' : ` (should be: ${expected})`;
	return `${brief(briefCommand(at))} = ${brief(news)}${right}`;
}

/** `observed: timeout` where a probe decides, else `predicted`; or that the engine does not answer. */
export function howKnown(explanation: Explanation): string {
	const {verdict, steps, probe} = explanation;
	const away = steps.find(({id}) => id === 'engine');
	if (away) return safe(away.title);
	// A port of the host accepts even where nobody answers behind it.
	const isAcceptedOnly = verdict === 'blocked' && probe?.result?.result === 'ok';
	const decides = isMeasured(explanation) && (!isAcceptedOnly || steps.some(({id}) => id === 'contradiction'));
	const outcome = isAcceptedOnly ? 'accepted, and nobody answers behind it' : probe?.result?.result;
	return decides && outcome ? `observed: ${outcome}` : 'predicted';
}

/** `web → db:5432 does NOT work (observed: timeout)`. */
export function headlineOf(explanation: Explanation): string {
	const {question, verdict} = explanation;
	const {mark, observed, predicted} = headlines[verdict];
	const how = howKnown(explanation);
	const outcome = how === 'predicted' ? predicted : observed;
	return `${mark} ${safe(question.fromName)} ${right} ${safe(pathTargetText(question))} ${outcome} (${how})`;
}

/** Why no probe decides, where one was to be tried. */
export function whyUnmeasured(explanation: Explanation): string | undefined {
	const {probe, notMeasured} = explanation;
	return isMeasured(explanation) ? undefined : (probe?.result?.message ?? notMeasured);
}

/** What each step that does not pass rests on, said once. */
function evidenceOf(steps: readonly PathStep[], index: number): readonly string[] {
	const shown = ({status, evidence}: PathStep) => (status === 'pass' ? [] : evidence);
	const key = ({at, value}: Evidence) => `${at} = ${value}`;
	const step = steps[index]!;
	const said = new Set(steps.slice(0, index).flatMap(shown).map(key));
	return shown(step)
		.filter(each => !said.has(key(each)))
		.map(each => `       evidence: ${evidenceText(each, step.title)}`);
}

/** The headline and the cause, each step with its evidence where it does not pass, what else is wrong, and what to do. */
export function explanationText(explanation: Explanation): readonly string[] {
	const {steps, also, fix, suspects, cause, verdict} = explanation;
	const width = Math.max(...steps.map(({id}) => id.length));
	const stepLines = steps.flatMap(({id, status, title, finding}, index) => [
		`  ${String(index + 1).padStart(2)} ${marks[status]} ${id.padEnd(width)}  ${title}${finding ? `  [${finding}]` : ''}`,
		...evidenceOf(steps, index),
	]);
	const blamed = steps[stepToRead(explanation)];
	// A path that works has no cause, and may have something to know.
	const label = verdict === 'blocked' ? 'cause' : 'warning';
	const unnamed = blamed?.status === 'fail' && blamed.id !== 'probe' ? [`  cause: ${blamed.title}`] : [];
	const why = whyUnmeasured(explanation);
	const unmeasured = why ? [`  not measured: ${why}`] : [];
	const fixLines = fix
		? [
				`  fix: ${fix.title}`,
				...fix.commands.map(command => `    $ ${command}`),
				...fix.sideEffects.map(effect => `  side effect: ${effect}`),
			]
		: [];
	const lines = [
		headlineOf(explanation),
		...(cause ? [`  ${label}: ${blamed?.finding === cause ? `${blamed.title}  [${cause}]` : cause}`] : unnamed),
		...stepLines,
		...unmeasured,
		...(also.length > 0 ? [`  also wrong: ${also.join(', ')}`] : []),
		...fixLines,
		...suspects.map(suspect => `  may be to blame: ${suspect}`),
	];
	return lines.map(safe);
}
