import unicode11 from '@xterm/addon-unicode11';
import xterm from '@xterm/headless';

/** A terminal without a window: what a person would see. */
export type Emulator = {
	write(text: string): Promise<void>;
	resize(columns: number, rows: number): void;
	/** Rows as text, without the blanks at their ends. */
	screen(): string[];
	/** Rows with their looks as a person sees them (a blank is not bold), cell by cell, to be compared. */
	looks(): string[];
	/** How one cell looks, from 0. */
	cell(column: number, row: number): Cell;
	readonly isAlternate: boolean;
	readonly isCursorHidden: boolean;
	dispose(): void;
};

export type Cell = {
	readonly text: string;
	readonly bold: boolean;
	readonly dim: boolean;
	readonly inverse: boolean;
	readonly underline: boolean;
	/** Number of the palette or 0xrrggbb; -1 is the default. */
	readonly foreground: number;
	readonly background: number;
};

function seen(cell: Cell): Cell {
	if (cell.text !== ' ' || cell.inverse || cell.underline) return cell;
	return {...cell, bold: false, dim: false, foreground: -1};
}

export function createEmulator(columns: number, rows: number): Emulator {
	const terminal = new xterm.Terminal({cols: columns, rows, allowProposedApi: true, scrollback: 100});
	terminal.loadAddon(new unicode11.Unicode11Addon());
	terminal.unicode.activeVersion = '11';
	let hidden = false;
	for (const final of ['h', 'l']) {
		terminal.parser.registerCsiHandler({prefix: '?', final}, parameters => {
			if (parameters.includes(25)) hidden = final === 'l';
			return false;
		});
	}
	const buffer = () => terminal.buffer.active;
	const line = (row: number) => buffer().getLine(buffer().baseY + row)!;
	const cell = (column: number, row: number): Cell => {
		const it = line(row).getCell(column)!;
		return {
			text: it.getWidth() === 0 ? '' : it.getChars() || ' ',
			bold: it.isBold() !== 0,
			dim: it.isDim() !== 0,
			inverse: it.isInverse() !== 0,
			underline: it.isUnderline() !== 0,
			foreground: it.isFgDefault() ? -1 : it.getFgColor(),
			background: it.isBgDefault() ? -1 : it.getBgColor(),
		};
	};
	const rowNumbers = () => Array.from({length: terminal.rows}, (_, row) => row);
	return {
		write: text => new Promise(resolve => terminal.write(text, resolve)),
		resize: (newColumns, newRows) => terminal.resize(newColumns, newRows),
		screen: () => rowNumbers().map(row => line(row).translateToString(true)),
		looks: () =>
			rowNumbers().map(row =>
				Array.from({length: terminal.cols}, (_, column) => Object.values(seen(cell(column, row))).join(',')).join(' '),
			),
		cell,
		get isAlternate() {
			return buffer().type === 'alternate';
		},
		get isCursorHidden() {
			return hidden;
		},
		dispose: () => terminal.dispose(),
	};
}
