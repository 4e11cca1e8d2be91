import {Box} from 'ink';
import type {Explanation, PathStep} from '../../core/explain/explanation.js';
import {whyUnmeasured} from '../../core/explain/explanation-text.js';
import type {Evidence} from '../../core/model/finding.js';
import type {Glyphs} from '../../core/text/glyphs.js';
import {width as widthOf} from '../../core/text/width.js';
import {evidenceSection, fixSection} from '../../core/views/findings.js';
import type {Section, Span, Tone} from '../../core/views/view.js';
import {type Item, itemsOf, wrapSpans} from '../components/details.js';
import {Items} from '../components/items.js';
import {Lines} from '../components/lines.js';
import type {Explorer} from '../explorer.js';
import type {Region} from '../screen.js';
import {type Extent, extentText, shownTop} from '../scroll.js';
import type {ExplainOverlay} from './explain-keys.js';
import {alsoSpan, basisSpans, firstLines, stepOfVerdict, verdictSpans} from './verdict.js';

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

/** Lines of the verdict, and of what it rests on: the steps say the rest. */
const mostVerdict = 3;
const mostBasis = 2;

/** Of what is as it should be, what it should be would read as a fault. */
function evidenceOf({status, evidence}: PathStep): readonly Evidence[] {
	return status === 'pass' ? evidence.map(({expected: _expected, ...rest}) => rest) : evidence;
}

type Cut = {
	/** The title of the step under the cursor does not stand above as a whole. */
	readonly step: boolean;
	/** Nor does why nothing was measured. */
	readonly basis: boolean;
};

/** What the step under the cursor rests on, then what to do, and whom else to suspect; before and after that, what was cut above. */
function below(explanation: Explanation, index: number, cut: Cut): readonly Section[] {
	const {steps, fix: causes, suspects} = explanation;
	const step = steps[index];
	const fix = step?.fix ?? causes;
	const why = cut.basis ? whyUnmeasured(explanation) : undefined;
	return [
		...(step && cut.step ? [{title: 'This step', lines: [{label: '', value: step.title}]}] : []),
		...(step ? [evidenceSection(evidenceOf(step))] : []),
		...(fix ? [fixSection(fix)] : []),
		...(suspects.length > 0
			? [{title: 'What Docker cannot see, and may be to blame', lines: suspects.map(value => ({label: '', value}))}]
			: []),
		...(why ? [{title: 'Why it was not measured', lines: [{label: '', value: why}]}] : []),
	];
}

type Layout = {
	/** The verdict, and what it rests on. */
	readonly head: readonly (readonly Span[])[];
	/** Steps in sight: the first, and how many. */
	readonly first: number;
	readonly shown: number;
	/** What is scrolled below the steps. */
	readonly content: readonly Item[];
	readonly extent: Extent;
};

function layoutOf(explorer: Explorer, {explanation, step, id}: ExplainOverlay, {width, height}: Region): Layout {
	const {steps} = explanation;
	const verdict = wrapSpans(verdictSpans(explanation), width - 1, 3);
	const basis = wrapSpans([...basisSpans(explanation, explorer.tasks.has(id)), alsoSpan(explanation)], width - 1, 3);
	const head = [...firstLines(verdict, mostVerdict), ...firstLines(basis, mostBasis)];
	const rows = Math.max(1, height - 2 - head.length);
	const shown = Math.min(steps.length, Math.max(1, Math.ceil(rows / 2)));
	const under = steps[step];
	const isInHead = under === stepOfVerdict(explanation) && verdict.length <= mostVerdict;
	const cut = {
		step: !isInHead && signCells + widthOf(under?.title ?? '') > width,
		basis: basis.length > mostBasis,
	};
	const content = itemsOf(below(explanation, step, cut), width - 1);
	return {
		head,
		first: Math.max(0, Math.min(step - Math.floor(shown / 2), steps.length - shown)),
		shown,
		content,
		extent: {length: content.length, rows: Math.max(0, rows - shown)},
	};
}

export function explainExtent(explorer: Explorer, overlay: ExplainOverlay): Extent {
	return layoutOf(explorer, overlay, explorer.screen.overlay!).extent;
}

type Props = {readonly explorer: Explorer; readonly overlay: ExplainOverlay; readonly region: Region};

/** The steps of a path, and what each rests on. */
export function ExplainView({explorer, overlay, region}: Props) {
	const {width, height} = region;
	const {theme} = explorer.options;
	const {explanation, step, target} = overlay;
	const {head, first, shown, content, extent} = layoutOf(explorer, overlay, region);
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
	const top = shownTop(overlay.top, extent);
	const position = `step ${step + 1} of ${explanation.steps.length}, ${explanation.steps[step]?.confidence}`;
	const {fromName} = explanation.question;
	return (
		<Box flexDirection="column" width={width} height={height} flexShrink={0}>
			<Lines
				width={width}
				height={1 + head.length + shown + 1}
				lines={[
					theme.rule({text: `Does ${fromName} reach ${target}?`, tone: 'strong'}, width, true),
					...head.map(spans => theme.cell(spans, width)),
					...steps,
					theme.rule({text: `${position}${extentText(top, extent)}`, tone: 'dim'}, width, false),
				]}
			/>
			<Box flexDirection="column" height={extent.rows} flexShrink={0} overflow="hidden">
				<Items items={content.slice(top, top + extent.rows)} width={width} theme={theme} />
			</Box>
		</Box>
	);
}
