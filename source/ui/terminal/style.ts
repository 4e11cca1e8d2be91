/** How a cell looks. The same look is mostly the same object, so that comparing is cheap. */
export type Style = {readonly flags: number; readonly foreground: string; readonly background: string};

const attributes = [
	{bit: 1, on: 1, off: 22},
	{bit: 2, on: 2, off: 22},
	{bit: 4, on: 3, off: 23},
	{bit: 8, on: 4, off: 24},
	{bit: 16, on: 7, off: 27},
	{bit: 32, on: 9, off: 29},
];
const setBits = new Map(attributes.map(({on, bit}) => [on, bit]));
const keptBits = (code: number) => attributes.reduce((kept, {off, bit}) => (off === code ? kept & ~bit : kept), ~0);

export const plain: Style = {flags: 0, foreground: '', background: ''};

/** Many truecolor looks must not grow memory: a forgotten one costs a repaint of its cells, no more. */
const remembered = 1000;
const known = new Map<string, Style>();

function intern(flags: number, foreground: string, background: string): Style {
	if (flags === 0 && foreground === '' && background === '') return plain;
	const key = `${flags}/${foreground}/${background}`;
	let style = known.get(key);
	if (!style) {
		if (known.size >= remembered) known.clear();
		style = {flags, foreground, background};
		known.set(key, style);
	}
	return style;
}

const shownOnBlanks = 8 | 16 | 32;

/** How a blank in that look is seen: bold, dim and the colour of letters make no difference to it. */
export function onBlank(style: Style): Style {
	return style.flags & shownOnBlanks ? style : intern(0, '', style.background);
}

/** `parameters` of an SGR sequence: `1;38;5;200`. What is not known is passed over. */
export function applied(style: Style, parameters: string): Style {
	let {flags, foreground, background} = style;
	const codes = parameters.split(';');
	for (let index = 0; index < codes.length; index++) {
		const code = Number(codes[index]);
		const bit = setBits.get(code);
		if (code === 0) [flags, foreground, background] = [0, '', ''];
		else if (bit) flags |= bit;
		else if (code >= 22 && code <= 29) flags &= keptBits(code);
		else if ((code >= 30 && code <= 37) || (code >= 90 && code <= 97)) foreground = String(code);
		else if ((code >= 40 && code <= 47) || (code >= 100 && code <= 107)) background = String(code);
		else if (code === 39) foreground = '';
		else if (code === 49) background = '';
		else if (code === 38 || code === 48 || code === 58) {
			const length = codes[index + 1] === '5' ? 3 : 5;
			const color = codes.slice(index, index + length).join(';');
			if (code === 38) foreground = color;
			if (code === 48) background = color;
			index += length - 1;
		}
	}
	return intern(flags, foreground, background);
}

/** The shortest SGR sequence from one look to another. */
export function transition(from: Style, to: Style): string {
	if (from === to) return '';
	if (to === plain) return '\x1b[m';
	const colors = (before: Style) => [
		...(before.foreground === to.foreground ? [] : [to.foreground || '39']),
		...(before.background === to.background ? [] : [to.background || '49']),
	];
	const fresh = ['', ...switchedOn(0, to.flags), ...colors(plain)].join(';');
	const lost = attributes.filter(({bit}) => from.flags & bit & ~to.flags);
	const off = [...new Set(lost.map(attribute => attribute.off))];
	const left = off.reduce((flags, code) => flags & keptBits(code), from.flags);
	const change = [...off, ...switchedOn(left, to.flags), ...colors(from)].join(';');
	return change === '' ? '' : `\x1b[${change.length < fresh.length ? change : fresh}m`;
}

const switchedOn = (from: number, to: number) => attributes.filter(({bit}) => to & bit & ~from).map(({on}) => on);
