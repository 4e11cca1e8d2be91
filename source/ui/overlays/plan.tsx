import {commandLine} from '../../core/plan/shell.js';
import type {Effect} from '../../core/plan/step.js';
import {duration} from '../../core/text/formats.js';
import type {Span, Tone} from '../../core/views/view.js';
import {wrapSpans} from '../components/details.js';
import {Lines} from '../components/lines.js';
import type {Explorer} from '../explorer.js';
import type {Overlay, StepState} from '../overlay.js';
import {type Extent, extentText, shownTop} from '../scroll.js';

type PlanOverlay = Extract<Overlay, {kind: 'plan'}>;

const effectTones: Readonly<Record<Effect['tone'], Tone>> = {info: 'plain', warn: 'warn', danger: 'bad'};
const stepTones: Readonly<Record<StepState['state'], Tone>> = {
	waiting: 'plain',
	running: 'accent',
	done: 'good',
	failed: 'bad',
	skipped: 'dim',
};

/** The plan as spans, one entry a paragraph. */
function paragraphs({plan, phase, steps, problem}: PlanOverlay, explorer: Explorer): readonly (readonly Span[])[] {
	const {check, cross, ellipsis, bullet} = explorer.options.theme.glyphs;
	const signs: Readonly<Record<StepState['state'], string>> = {
		waiting: '$',
		running: ellipsis,
		done: check,
		failed: cross,
		skipped: '-',
	};
	const commands = plan.steps.flatMap((step, index): readonly (readonly Span[])[] => {
		const {state, message} = steps[index]!;
		const line: readonly Span[] = [
			{text: `  ${signs[state]} `, tone: stepTones[state]},
			{text: commandLine(step), tone: state === 'skipped' ? 'dim' : 'plain'},
		];
		return message ? [line, [{text: `    ${message}`, tone: stepTones[state]}]] : [line];
	});
	const effects = plan.effects.map(({tone, text}): readonly Span[] => [
		{text: `  ${bullet} ${text}`, tone: effectTones[tone]},
	]);
	// A failed step has said it already.
	const said = steps.some(({message}) => message !== undefined && problem !== undefined && message.startsWith(problem));
	const ending: readonly (readonly Span[])[] =
		problem && !said ? [[], [{text: `  ${problem}`, tone: phase === 'failed' ? 'bad' : 'warn'}]] : [];
	return [...commands, ...(effects.length > 0 ? [[], ...effects] : []), ...ending];
}

function question({phase, plan, startedAt}: PlanOverlay, now: number): Span {
	switch (phase) {
		case 'preview':
			return {text: `${plan.title}?`, tone: 'strong'};
		case 'running':
			return {
				text: `${plan.title}: at it${startedAt && now - startedAt > 1000 ? ` for ${duration(now - startedAt)}` : ''}, esc cancels`,
				tone: 'strong',
			};
		case 'cancelled':
			return {text: `${plan.title}: cancelled`, tone: 'warn'};
		case 'failed':
			return {text: `${plan.title}: failed`, tone: 'bad'};
		case 'done':
			return {text: `${plan.title}: done`, tone: 'good'};
	}
}

const linesOf = (explorer: Explorer, overlay: PlanOverlay) =>
	paragraphs(overlay, explorer).flatMap(spans => wrapSpans(spans, explorer.screen.overlay!.width - 1, 4));

export function planExtent(explorer: Explorer, overlay: PlanOverlay): Extent {
	return {length: linesOf(explorer, overlay).length, rows: explorer.screen.overlay!.height - 1};
}

/** What would be done, as docker's own commands, with what it brings about; then how it went. */
export function PlanView({explorer, overlay}: {readonly explorer: Explorer; readonly overlay: PlanOverlay}) {
	const {width, height} = explorer.screen.overlay!;
	const {theme, now} = explorer.options;
	const lines = linesOf(explorer, overlay);
	const extent = {length: lines.length, rows: height - 1};
	const top = shownTop(overlay.top, extent);
	const more: Span = {text: extentText(top, extent), tone: 'dim'};
	return (
		<Lines
			width={width}
			height={height}
			lines={[
				theme.rule([question(overlay, now()), more], width, true),
				...lines.slice(top, top + extent.rows).map(spans => theme.cell(spans, width)),
			]}
		/>
	);
}
