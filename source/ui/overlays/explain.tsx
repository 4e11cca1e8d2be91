import {Box} from 'ink';
import type {Explanation, PathStep} from '../../core/explain/explanation.js';
import type {Glyphs} from '../../core/text/glyphs.js';
import {width as widthOf} from '../../core/text/width.js';
import {evidenceSection, fixSection} from '../../core/views/findings.js';
import type {Section, Tone} from '../../core/views/view.js';
import {type Item, itemsOf, wrapSpans} from '../components/details.js';
import {Items} from '../components/items.js';
import {Lines} from '../components/lines.js';
import type {Explorer} from '../explorer.js';
import type {ExplainOverlay} from './explain-keys.js';
import {verdictSpans} from './verdict.js';

const tones: Readonly<Record<PathStep['status'], Tone>> = {
	pass: 'good',
	fail: 'bad',
	warn: 'warn',
	unknown: 'accent',
	skipped: 'dim',
};

function signOf(status: PathStep['status'], {check, cross}: Glyphs): string {
	return {pass: check, fail: cross, warn: '!', unknown: '?', skipped: '-'}[status];
}

/** The cells before the title of a step: its sign. */
const signCells = 3;

/** What the step under the cursor rests on, then what to do, and whom else to suspect. */
function below({steps, fix: causes, suspects}: Explanation, index: number, width: number): readonly Section[] {
	const step = steps[index];
	const fix = step?.fix ?? causes;
	return [
		...(step && signCells + widthOf(step.title) > width
			? [{title: 'This step', lines: [{label: '', value: step.title}]}]
			: []),
		...(step ? [evidenceSection(step.evidence)] : []),
		...(fix ? [fixSection(fix)] : []),
		...(suspects.length > 0
			? [{title: 'What Docker cannot see, and may be to blame', lines: suspects.map(value => ({label: '', value}))}]
			: []),
	];
}

/** The steps of a path, and what each rests on. */
export function ExplainView({explorer, overlay}: {readonly explorer: Explorer; readonly overlay: ExplainOverlay}) {
	const {width, height} = explorer.screen.overlay!;
	const {theme} = explorer.options;
	const {explanation, step} = overlay;
	const progress = {text: explorer.tasks.has(overlay.id) ? '  predicted, measuring …' : '', tone: 'accent'} as const;
	const head = wrapSpans([...verdictSpans(explanation), progress], width - 1, 3).slice(0, 3);
	const rows = Math.max(1, height - 2 - head.length);
	const shown = Math.min(explanation.steps.length, Math.max(1, Math.ceil(rows / 2)));
	const first = Math.max(0, Math.min(step - Math.floor(shown / 2), explanation.steps.length - shown));
	const steps = explanation.steps.slice(first, first + shown).map(({status, title}, index) => {
		const line = theme.cell(
			[
				{text: ` ${signOf(status, theme.glyphs)} `, tone: tones[status]},
				{text: title, tone: status === 'skipped' ? 'dim' : 'plain'},
			],
			width,
		);
		return first + index === step ? theme.selected(line) : line;
	});
	const room = Math.max(0, rows - shown);
	const content: readonly Item[] = itemsOf(below(explanation, step, width), width - 1);
	const top = Math.min(overlay.top, Math.max(0, content.length - room));
	const more =
		content.length > room ? `  (${top + 1}–${Math.min(content.length, top + room)} of ${content.length})` : '';
	const {fromName} = explanation.question;
	return (
		<Box flexDirection="column" width={width} height={height} flexShrink={0}>
			<Lines
				width={width}
				height={1 + head.length + shown + 1}
				lines={[
					theme.rule({text: `Does ${fromName} reach ${overlay.target}?`, tone: 'strong'}, width, true),
					...head.map(spans => theme.cell(spans, width)),
					...steps,
					theme.rule(
						{
							text: `step ${step + 1} of ${explanation.steps.length}, ${explanation.steps[step]?.confidence}${more}`,
							tone: 'dim',
						},
						width,
						false,
					),
				]}
			/>
			<Box flexDirection="column" height={room} flexShrink={0} overflow="hidden">
				<Items items={content.slice(top, top + room)} width={width} theme={theme} />
			</Box>
		</Box>
	);
}
