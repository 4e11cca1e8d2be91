import {Box} from 'ink';
import {commandLine} from '../../core/plan/shell.js';
import type {Span} from '../../core/views/view.js';
import {wrapSpans} from '../components/details.js';
import {Lines} from '../components/lines.js';
import {fieldHeight, TextField} from '../components/text-field.js';
import type {Explorer} from '../explorer.js';
import type {Field, Problem} from '../forms/form.js';
import type {Theme} from '../theme.js';
import {type FormOverlay, setField, shownFields} from './form-keys.js';

const labelWidth = 20;

/** A field that is not being typed in. */
function valueSpans(field: Field, value: string, focused: boolean, theme: Theme): readonly Span[] {
	if (field.disabled) return [{text: field.disabled, tone: 'dim'}];
	const {left, right, check} = theme.glyphs;
	const arrows = (text: string): readonly Span[] =>
		focused
			? [
					{text: `${left} `, tone: 'accent'},
					{text, tone: 'strong'},
					{text: ` ${right}`, tone: 'accent'},
				]
			: [{text, tone: 'plain'}];
	if (field.kind === 'toggle') return arrows(value === 'yes' ? `[${check}] yes` : '[ ] no');
	if (field.kind === 'choice') return arrows(value || '–');
	return [{text: value, tone: 'plain'}];
}

/** A problem is shown once its field was visited or the plan asked for; while one types, that field's at once. */
function visibleProblems(overlay: FormOverlay): readonly Problem[] {
	const {form, values, context, visited, insisted, field} = overlay;
	return form
		.problems(values, context)
		.filter(
			problem =>
				insisted ||
				visited.has(problem.field) ||
				(problem.field === field && Boolean(values[field])) ||
				problem.tone === 'warn',
		);
}

function FieldLine({
	explorer,
	overlay,
	field,
	width,
	problem,
}: {
	readonly explorer: Explorer;
	readonly overlay: FormOverlay;
	readonly field: Field;
	readonly width: number;
	readonly problem: Problem | undefined;
}) {
	const {theme} = explorer.options;
	const focused = field.id === overlay.field;
	const value = overlay.values[field.id] ?? '';
	const valueWidth = width - labelWidth - 4;
	const mark = problem ? (problem.tone === 'bad' ? theme.glyphs.cross : '!') : focused ? theme.glyphs.right : ' ';
	const label = `${theme.text({text: mark, tone: problem?.tone ?? 'accent'})} ${theme.cell({text: field.label, tone: focused ? 'strong' : 'dim'}, labelWidth)}  `;
	const typed = focused && (field.kind === 'text' || field.kind === 'list');
	const offered =
		typed && value === '' && field.suggestion ? `  ${field.suggestion}  (${theme.glyphs.right} takes it)` : '';
	if (!typed)
		return (
			<Lines
				width={width}
				height={1}
				lines={[label + theme.cell(valueSpans(field, value, focused, theme), valueWidth)]}
			/>
		);
	const fieldWidth = offered ? 2 : valueWidth;
	return (
		<Box flexShrink={0} height={fieldHeight(value, valueWidth)}>
			<Lines width={labelWidth + 4} height={1} lines={[label]} />
			<TextField
				explorer={explorer}
				value={value}
				width={fieldWidth}
				onChange={text => setField(explorer, field.id, text)}
			/>
			{offered && (
				<Lines width={valueWidth - 2} height={1} lines={[theme.cell({text: offered, tone: 'dim'}, valueWidth - 2)]} />
			)}
		</Box>
	);
}

/** Lines under the fields: what the field is for, what is wrong, and the command so far. */
function footLines(
	overlay: FormOverlay,
	fields: readonly Field[],
	problems: readonly Problem[],
	width: number,
	theme: Theme,
): readonly string[] {
	const field = fields.find(({id}) => id === overlay.field);
	const choices = field?.choices ?? [];
	const completions =
		field?.kind === 'choice'
			? choices.length > 8
				? ` Type its first letters to go to one of ${choices.length}.`
				: ''
			: choices.length > 0
				? `  ctrl-n: ${choices.join(', ')}`
				: '';
	const hint: readonly Span[] = [{text: `${field?.hint ?? ''}${completions}`, tone: 'dim'}];
	const sorted = [...problems].sort((a, b) => Number(b.field === overlay.field) - Number(a.field === overlay.field));
	const wrong = sorted.slice(0, 4).flatMap(({tone, text, field: id}) => {
		const label = fields.find(candidate => candidate.id === id)?.label;
		return wrapSpans([{text: `${label ? `${label}: ` : ''}${text}`, tone}], width - 2, 2);
	});
	const {form, values, context} = overlay;
	const bad = form.problems(values, context).some(({tone}) => tone === 'bad');
	const commands = bad
		? []
		: form
				.plan(values, context)
				.steps.slice(0, 3)
				.flatMap(step => wrapSpans([{text: `$ ${commandLine(step)}`, tone: 'accent'}], width - 2, 2).slice(0, 3));
	return [...wrapSpans(hint, width - 2).slice(0, 2), ...wrong, ...commands].map(
		spans => ` ${theme.cell(spans, width - 1)}`,
	);
}

/** A form: fields, live validation, and the command that it amounts to. */
export function FormView({explorer, overlay}: {readonly explorer: Explorer; readonly overlay: FormOverlay}) {
	const {width, height} = explorer.screen.overlay!;
	const {theme} = explorer.options;
	const {form, values, context} = overlay;
	const fields = shownFields(overlay);
	const problems = visibleProblems(overlay);
	const about = form
		.about(values, context)
		.flatMap(text => wrapSpans([{text, tone: 'dim'}], width - 2).map(spans => ` ${theme.cell(spans, width - 1)}`));
	const foot = footLines(overlay, fields, problems, width, theme);
	const at = fields.findIndex(({id}) => id === overlay.field);
	const textHeight = fieldHeight(values[overlay.field] ?? '', width - labelWidth - 4) - 1;
	const aboutShown = height >= 18 ? about : about.slice(0, Math.max(0, height - 14));
	const rows = Math.max(1, height - 1 - aboutShown.length - foot.length - textHeight);
	const top = Math.max(0, Math.min(at - Math.floor(rows / 2), fields.length - rows));
	const shown = fields.slice(top, top + rows);
	const hidden = form.fields(values, context).length - fields.length;
	const title: readonly Span[] = [
		{text: form.title(context), tone: 'strong'},
		{text: fields.length > rows ? `  ${top + 1}–${top + shown.length} of ${fields.length}` : '', tone: 'dim'},
		{text: hidden > 0 ? `  ctrl-o: ${hidden} more` : '', tone: 'dim'},
	];
	const used = shown.length + (shown.some(({id}) => id === overlay.field) ? textHeight : 0);
	return (
		<Box flexDirection="column" width={width} height={height} flexShrink={0}>
			<Lines width={width} height={1} lines={[theme.rule(title, width, true)]} />
			<Lines width={width} height={aboutShown.length} lines={aboutShown} />
			{shown.map(field => (
				<FieldLine
					key={field.id}
					explorer={explorer}
					overlay={overlay}
					field={field}
					width={width}
					problem={problems.find(problem => problem.field === field.id)}
				/>
			))}
			<Lines width={width} height={height - 1 - aboutShown.length - used} lines={foot} />
		</Box>
	);
}
