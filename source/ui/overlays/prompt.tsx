import {Box} from 'ink';
import {width as widthOf} from '../../core/text/width.js';
import {cellWidth} from '../../core/views/cell.js';
import type {Span} from '../../core/views/view.js';
import {Lines} from '../components/lines.js';
import {fieldHeight, TextField} from '../components/text-field.js';
import type {Explorer} from '../explorer.js';
import type {Choice} from '../overlay.js';
import {matchingChoices, type Prompt as PromptOverlay, setPromptText} from './prompt-keys.js';

/** A text with choices under it that follow what is typed. */
export function Prompt({explorer, overlay}: {readonly explorer: Explorer; readonly overlay: PromptOverlay}) {
	const {width, height} = explorer.screen.overlay!;
	const {theme} = explorer.options;
	const choices = matchingChoices(overlay);
	const textHeight = fieldHeight(overlay.text, width - 4);
	const rows = height - 1 - textHeight;
	const top = Math.max(0, Math.min(overlay.index - Math.floor(rows / 2), choices.length - rows));
	const noteOf = ({disabled, note}: Choice) => disabled ?? note ?? '';
	const widest = (texts: readonly string[]) => texts.reduce((most, text) => Math.max(most, widthOf(text)), 8);
	// Labels that begin alike are told apart by their ends: they have all that the notes leave, and half of it at least.
	const room = Math.max(Math.floor(width / 2), width - 4 - widest(choices.map(({note = ''}) => note)));
	const labelWidth = Math.min(room, widest(choices.map(({label}) => label)));
	const lines = choices.slice(top, top + rows).map((choice, index) => {
		const label = theme.cell({text: choice.label, tone: choice.disabled ? 'dim' : 'plain'}, labelWidth);
		const line = `  ${label}  ${theme.cell({text: noteOf(choice), tone: 'dim'}, width - labelWidth - 4)}`;
		return top + index === overlay.index ? theme.selected(line) : line;
	});
	const strong: Span = {text: overlay.title, tone: 'strong'};
	const hint: Span = {text: `  choose, or type ${overlay.free}`, tone: 'dim'};
	const isHinted = overlay.free && choices.length > 0 && cellWidth([strong, hint]) <= width - 4;
	const title = isHinted ? [strong, hint] : strong;
	const nothing = overlay.free ? `type ${overlay.free}` : 'nothing matches';
	return (
		<Box flexDirection="column" width={width} height={height} flexShrink={0}>
			<Lines width={width} height={1} lines={[theme.rule(title, width, true)]} />
			<Box flexShrink={0} height={textHeight}>
				<Lines width={4} height={1} lines={[theme.text({text: `  ${theme.glyphs.right} `, tone: 'accent'})]} />
				<TextField
					explorer={explorer}
					value={overlay.text}
					width={width - 4}
					onChange={text => setPromptText(explorer, text)}
				/>
			</Box>
			<Lines
				width={width}
				height={rows}
				lines={lines.length > 0 ? lines : [theme.text({text: `    ${nothing}`, tone: 'dim'})]}
			/>
		</Box>
	);
}
