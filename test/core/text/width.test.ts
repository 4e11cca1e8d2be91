import {Unicode11Addon} from '@xterm/addon-unicode11';
import {Terminal} from '@xterm/headless';
import {describe, expect, test} from 'vitest';
import {ascii, unicode} from '../../../source/core/text/glyphs.js';
import {safe} from '../../../source/core/text/safe.js';
import {width} from '../../../source/core/text/width.js';

/** How far a terminal's cursor moves. */
function drawn(text: string): Promise<number> {
	const terminal = new Terminal({cols: 500, rows: 1, allowProposedApi: true});
	terminal.loadAddon(new Unicode11Addon());
	terminal.unicode.activeVersion = '11';
	return new Promise(resolve => terminal.write(text, () => resolve(terminal.buffer.active.cursorX)));
}

describe('width', () => {
	test.each([
		['ASCII', 'web-1'],
		['Latin', 'Größe ñ ß'],
		['decomposed Latin', 'cafe\u0301 n\u0303'],
		['Vietnamese', 'Tiê\u0301ng Việt'],
		['Chinese', '網路橋'],
		['Japanese, half-width too', 'ネットワーク ﾈｯﾄ ﾜｰｸ'],
		['Korean', '네트워크'],
		['Korean in parts', '\u1102\u1166\u1110\u1173'],
		['full-width Latin', 'ＮＥＴ'],
		['Greek, Cyrillic, Hebrew, Arabic', 'Δίκτυο Сеть רשת شبكة'],
		['Devanagari', 'नेटवर्क'],
		['Thai', 'เครือข่าย'],
		['emoji', '🐳🚀🔥'],
		['emoji with a skin tone', '👍🏽'],
		['a family', '👨‍👩‍👧‍👦'],
		['a heart that asks to be an emoji', '❤️'],
		['a flag', '🇨🇭'],
		['a key cap', '1️⃣'],
		['piles of marks', `z${'\u0335'.repeat(40)}algo`],
		['our own glyphs', Object.values(unicode).flat().join('')],
	])('of %s is what a terminal draws', async (_, text) => {
		expect(width(safe(text))).toBe(await drawn(safe(text)));
	});

	test('stays right when more texts were measured than it remembers', () => {
		for (let index = 0; index < 5000; index++) expect(width(`網${index}`)).toBe(2 + String(index).length);
		expect(width('網0')).toBe(3);
	});
});

test('both sets of glyphs are one cell each, and the ASCII levels can be told apart', () => {
	for (const set of [unicode, ascii]) {
		for (const glyph of Object.values(set).flat()) expect(width(glyph)).toBe(1);
	}

	expect(new Set(ascii.levels).size).toBe(unicode.levels.length);
});
