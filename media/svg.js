// The cells of a terminal as an SVG picture. Lines and blocks are shapes, so that they join in any font; text is placed word
// by word and told its width, so that columns align.

const cellWidth = 8.43;
const cellHeight = 19;
const fontSize = 14;
const padding = 14;
const titleHeight = 30;

const background = '#0d1117';
const foreground = '#d5dce4';
// The sixteen colours that a theme of the terminal decides: black, red, green, yellow, blue, magenta, cyan, white, and bright.
const palette = [
	...['#30363d', '#ff7b72', '#56d364', '#e3b341', '#79b8ff', '#d2a8ff', '#56d4dd', '#d5dce4'],
	...['#6e7681', '#ffa198', '#7ee787', '#f0cc6a', '#a5d6ff', '#e2c5ff', '#85e7ee', '#ffffff'],
];

/** Which of left, right, up, down a line goes to from the middle of its cell. */
const lines = {
	'─': 'lr',
	'│': 'ud',
	'┌': 'rd',
	'┐': 'ld',
	'└': 'ru',
	'┘': 'lu',
	'├': 'rud',
	'┤': 'lud',
	'┬': 'lrd',
	'┴': 'lru',
	'┼': 'lrud',
};
const blocks = '▁▂▃▄▅▆▇█';

const number = value => String(Math.round(value * 100) / 100);
const escaped = text => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

function colors({foreground: front, background: back, inverse}) {
	const named = (index, usual) => (index < 0 ? usual : (palette[index] ?? `#${index.toString(16).padStart(6, '0')}`));
	const pair = [named(front, foreground), named(back, background)];
	return inverse ? pair.reverse() : pair;
}

function line(directions, x, y, color) {
	const [middle, centre] = [x + cellWidth / 2, y + cellHeight / 2];
	const ends = {l: `H${number(x)}`, r: `H${number(x + cellWidth)}`, u: `V${number(y)}`, d: `V${number(y + cellHeight)}`};
	const path = [...directions].map(direction => `M${number(middle)} ${number(centre)}${ends[direction]}`).join('');
	return `<path d="${path}" stroke="${color}"/>`;
}

function rectangle(x, y, width, height, color) {
	return `<rect x="${number(x)}" y="${number(y)}" width="${number(width)}" height="${number(height)}" fill="${color}" shape-rendering="crispEdges"/>`;
}

/** Neighbours that look alike, as one piece: `{column, length, text, kind, cell}`. */
function pieces(row) {
	const found = [];
	for (const [column, cell] of row.entries()) {
		const [front, back] = colors(cell);
		const kind = cell.text in lines ? 'line' : blocks.includes(cell.text) && cell.text !== '' ? 'block' : 'text';
		const look = [kind, front, back, cell.bold, cell.dim, cell.underline].join();
		const last = found.at(-1);
		const same = last?.look === look && kind === 'text';
		if (same) Object.assign(last, {text: last.text + cell.text, length: last.length + 1});
		else found.push({look, kind, column, length: 1, text: cell.text, cell, front, back});
	}

	return found;
}

/** Words of a piece with the column of each; what is not ASCII may be of another font, and stands alone. */
function words({text, column}) {
	return [...text.matchAll(/[!-~]+(?: [!-~]+)*|[^ -~]/gu)].map(match => ({text: match[0], column: column + match.index}));
}

function draw(piece, row) {
	const {cell, column, length, text, kind, front, back} = piece;
	const [x, y] = [padding + column * cellWidth, titleHeight + padding + row * cellHeight];
	const fill = back === background ? [] : [rectangle(x, y, length * cellWidth, cellHeight, back)];
	const faint = shape => (cell.dim ? shape.replace('/>', ' opacity=".6"/>') : shape);
	if (kind === 'line') return [...fill, faint(line(lines[text], x, y, front))];
	if (kind === 'block') {
		const height = ((blocks.indexOf(text) + 1) / blocks.length) * (cellHeight - 4);
		return [...fill, faint(rectangle(x, y + cellHeight - 2 - height, cellWidth - 0.8, height, front))];
	}

	const style = [
		`fill="${front}"`,
		...(cell.bold ? ['font-weight="bold"'] : []),
		...(cell.dim ? ['opacity=".6"'] : []),
		...(cell.underline ? ['text-decoration="underline"'] : []),
	].join(' ');
	const shapes = words(piece).map(
		word =>
			`<text x="${number(padding + word.column * cellWidth)}" y="${number(y + 14)}" textLength="${number(
				word.text.length * cellWidth,
			)}" ${style}>${escaped(word.text)}</text>`,
	);
	return [...fill, ...shapes];
}

/** `rows` of cells as test/ui/terminal/emulator.ts gives them; `title` stands in the frame of the window. */
export function svg(rows, title) {
	const width = Math.ceil(rows[0].length * cellWidth + 2 * padding);
	const height = rows.length * cellHeight + titleHeight + 2 * padding - 4;
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
		`<rect x=".5" y=".5" width="${width - 1}" height="${height - 1}" rx="9" fill="${background}" stroke="#30363d"/>`,
		...['#ff5f57', '#febc2e', '#28c840'].map((color, index) => `<circle cx="${20 + index * 20}" cy="17" r="6" fill="${color}"/>`),
		'<g font-family="ui-monospace,SFMono-Regular,Menlo,Consolas,\'DejaVu Sans Mono\',monospace"',
		`font-size="${fontSize}" xml:space="preserve">`,
		`<text x="${width / 2}" y="22" text-anchor="middle" fill="#8b949e">${escaped(title)}</text>`,
		...rows.flatMap((row, index) => pieces(row).flatMap(piece => draw(piece, index))),
		'</g>',
		'</svg>',
		'',
	].join('\n');
}
