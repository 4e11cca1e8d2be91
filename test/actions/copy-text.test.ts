import {describe, expect, test} from 'vitest';
import {osc52} from '../../source/actions/copy-text.js';
import {UserError} from '../../source/errors.js';

function decode(sequence: string): string {
	const match = /^\x1b\]52;c;([A-Za-z0-9+/=]*)\x07$/.exec(sequence);
	if (!match) throw new Error(`not OSC 52: ${JSON.stringify(sequence)}`);
	return Buffer.from(match[1]!, 'base64').toString();
}

test('the text, whatever it holds', () => {
	for (const text of ['', 'web-1', 'größe 日本 🐳', '\x1b]0;evil\x07\n']) expect(decode(osc52(text, {}))).toBe(text);
});

describe('too long', () => {
	test('the limit counts bytes', () => {
		expect(decode(osc52('x'.repeat(74_994), {}))).toHaveLength(74_994);
		expect(() => osc52('x'.repeat(74_995), {})).toThrow(UserError);
		expect(() => osc52('é'.repeat(40_000), {})).toThrow('The text has 80000 bytes');
	});
});

test('tmux gets it bare and wrapped', () => {
	const bare = osc52('web', {});
	const sequence = osc52('web', {TMUX: '/tmp/tmux-0/default,1,0'});
	expect(sequence.startsWith(bare)).toBe(true);
	const wrapped = /^\x1bPtmux;(.*)\x1b\\$/s.exec(sequence.slice(bare.length));
	expect(wrapped![1]!.replaceAll('\x1b\x1b', '\x1b')).toBe(bare);
});

test('screen gets it in strings of at most 768 bytes', () => {
	const text = 'x'.repeat(3000);
	const strings = osc52(text, {STY: '1.pts-0'}).split('\x1b\\').slice(0, -1);
	expect(strings.length).toBeGreaterThan(1);
	expect(strings.every(string => string.startsWith('\x1bP') && string.length <= 768)).toBe(true);
	expect(decode(strings.map(string => string.slice(2)).join(''))).toBe(text);
});
