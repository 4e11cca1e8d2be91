import {width as cellWidth} from '../../core/text/width.js';

export type Grapheme = {
	readonly text: string;
	/** Cells. */
	readonly width: number;
	/** Cells that a terminal may draw at most (an emoji with its variant, unknown clusters); 0 where all terminals agree. */
	readonly reach: number;
};

/** One cell each, in every terminal: ASCII, Latin, Greek, Cyrillic, punctuation, arrows, lines, blocks, braille. */
const simple = /^[\x20-\x7e\xa1-\xac\xae-\u02ff\u0370-\u0482\u048a-\u052f‐-‧←-↓≤≥─-▟●○◆▲▼✓✗⠀-⣿]*$/;
/** Two cells each, in every terminal: Chinese, Japanese, Korean. */
const surelyWide =
	/^[\u1100-\u115f\u2e80-\u3029\u3041-\u3096\u30a0-\u33ff\u3400-\ua48c\uac00-\ud7a3\uf900-\ufaff\uff01-\uff60]$/;
const segmenter = new Intl.Segmenter();
const remembered = 2000;
const known = new Map<string, readonly Grapheme[]>();

export const isSimple = (text: string): boolean => simple.test(text);

/** What takes no cell of its own (controls, bidi marks, lone joiners) is left out. */
export function graphemes(text: string): readonly Grapheme[] {
	let found = known.get(text);
	if (found) known.delete(text);
	else {
		found = [...segmenter.segment(text)].flatMap(({segment}) => measure(segment));
		if (known.size >= remembered) known.delete(known.keys().next().value!);
	}
	known.set(text, found);
	return found;
}

function measure(text: string): Grapheme[] {
	if (isSimple(text)) return [{text, width: 1, reach: 0}];
	const width = cellWidth(text);
	if (width === 0) return [];
	if (width === 2 && surelyWide.test(text)) return [{text, width, reach: 0}];
	return [{text, width, reach: 2 * [...text].length}];
}
