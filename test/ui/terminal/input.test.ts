import fc from 'fast-check';
import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import {Input} from '../../../source/ui/terminal/input.js';

beforeEach(() => {
	vi.useFakeTimers();
});
afterEach(() => {
	vi.useRealTimers();
});

/** Everything that came out, in order, as text. */
function listen() {
	const events: string[] = [];
	const input = new Input({
		keys: keys => events.push(...keys.map(key => `key ${JSON.stringify(key)}`)),
		paste: text => events.push(`paste ${text}`),
		mouse: mouse => events.push(`mouse ${mouse.type} ${mouse.column},${mouse.row} ${mouse.direction ?? mouse.button}`),
		suspend: () => events.push('suspend'),
	});
	return {events, push: (text: string | Buffer) => input.push(Buffer.from(text)), input};
}

test.each([
	['a burst', 'jjj', ['key "j"', 'key "j"', 'key "j"']],
	['arrows and a letter', '\x1b[A\x1bOBx', ['key "\\u001b[A"', 'key "\\u001bOB"', 'key "x"']],
	['modified keys', '\x1b[1;5C\x1b[3~', ['key "\\u001b[1;5C"', 'key "\\u001b[3~"']],
	['Alt and a letter', '\x1bx', ['key "\\u001bx"']],
	['Backspace', '\x7f', ['key "\\b"']],
	['letters of several bytes', 'ü漢👍', ['key "ü"', 'key "漢"', 'key "👍"']],
	['a paste, on one line, without controls', '\x1b[200~one\r\ntwo\x1b[2Jq\x1b[201~j', ['paste one two[2Jq', 'key "j"']],
	['the mouse', '\x1b[<0;3;4M\x1b[<0;3;4m\x1b[<64;1;1M', ['mouse down 2,3 0', 'mouse up 2,3 0', 'mouse wheel 0,0 -1']],
	['Ctrl-Z in its turn', 'a\x1ab', ['key "a"', 'suspend', 'key "b"']],
])('%s', (_, text, expected) => {
	const {events, push} = listen();
	push(text);
	expect(events).toEqual(expected);
});

test('a lone Escape is a key after a moment, and not before', () => {
	const {events, push} = listen();
	push('\x1b');
	vi.advanceTimersByTime(40);
	expect(events).toEqual([]);
	vi.advanceTimersByTime(20);
	expect(events).toEqual(['key "\\u001b"']);
});

test('a paste that never ends is given up', () => {
	const {events, push} = listen();
	push('\x1b[200~half');
	vi.advanceTimersByTime(2100);
	push('j');
	expect(events).toEqual(['paste half', 'key "j"']);
});

test('however the bytes are cut, the same comes out', () => {
	const text = Buffer.from('jü\x1b[A漢\x1b[1;5C\x1b[200~a ü\x1b b\x1b[201~👍\x1b[<65;10;5Mq\x1bOP');
	const whole = listen();
	whole.push(text);
	fc.assert(
		fc.property(fc.array(fc.nat(text.length), {maxLength: 12}), cuts => {
			const {events, push, input} = listen();
			const places = [0, ...cuts.sort((one, other) => one - other), text.length];
			for (const [index, place] of places.slice(1).entries()) push(text.subarray(places[index], place));
			input.reset();
			expect(events).toEqual(whole.events);
		}),
	);
});
