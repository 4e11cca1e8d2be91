import {Box} from 'ink';
import {Lines} from '../components/lines.js';
import {fieldHeight, TextField} from '../components/text-field.js';
import type {Explorer} from '../explorer.js';
import {matchingChoices, type Prompt as PromptOverlay, setPromptText} from './prompt-keys.js';

/** A text with choices under it that follow what is typed. */
export function Prompt({explorer, overlay}: {readonly explorer: Explorer; readonly overlay: PromptOverlay}) {
	const {width, height} = explorer.screen.overlay!;
	const {theme} = explorer.options;
	const choices = matchingChoices(overlay);
	const textHeight = fieldHeight(overlay.text, width - 4);
	const rows = height - 1 - textHeight;
	const top = Math.max(0, Math.min(overlay.index - Math.floor(rows / 2), choices.length - rows));
	const labelWidth = Math.min(Math.floor(width / 2), Math.max(8, ...choices.map(({label}) => label.length)));
	const lines = choices.slice(top, top + rows).map(({label, note, disabled}, index) => {
		const line = `  ${theme.cell({text: label, tone: disabled ? 'dim' : 'plain'}, labelWidth)}  ${theme.cell({text: disabled ?? note ?? '', tone: 'dim'}, width - labelWidth - 4)}`;
		return top + index === overlay.index ? theme.selected(line) : line;
	});
	const nothing = overlay.free ? `type ${overlay.free}` : 'nothing matches';
	return (
		<Box flexDirection="column" width={width} height={height} flexShrink={0}>
			<Lines width={width} height={1} lines={[theme.rule({text: overlay.title, tone: 'strong'}, width, true)]} />
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
