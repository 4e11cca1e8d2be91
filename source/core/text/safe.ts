const printableAscii = /^[\x20-\x7e]*$/;

/** Escape sequences as a whole, so that no `[31m` stays behind. Each part stops at the next ESC: linear time. */
const escapeSequence = new RegExp(
	[
		// Strings (title, clipboard, device control) up to their end; without an end only the beginning goes.
		'(?:\\x1b[\\]PX^_]|[\\x90\\x98\\x9d-\\x9f])(?:[^\\x07\\x1b\\x9c]*(?:\\x07|\\x1b\\\\|\\x9c))?',
		// Control sequences: colours, cursor movement, modes.
		'(?:\\x1b\\[|\\x9b)[\\x30-\\x3f]*[\\x20-\\x2f]*[\\x40-\\x7e]?',
		'\\x1b[\\x20-\\x2f]*[\\x30-\\x7e]?',
	].join('|'),
	'g',
);

const whiteSpace = /[\t\n\v\f\r\x85\u2028\u2029]+/g;

/**
 * Controls; what is invisible or turns the direction of writing (zero-width characters, joiners, variation selectors,
 * bidi controls); skin tones, as terminals do not agree on how wide they are.
 */
const invisible = /[\p{Cc}\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\p{Emoji_Modifier}\ufff9-\ufffb]/gu;

/** Halves of characters, private and unassigned ones: nobody knows how they look or how wide they are. */
const unknown = /[\p{Cs}\p{Co}\p{Cn}]/gu;

const markPile = /(\p{M}{3})\p{M}+/gu;

/** Text from outside as one line that a terminal shows as it is: no controls, nothing invisible, nothing that changes direction. */
export function safe(text: string): string {
	if (printableAscii.test(text)) return text;
	return text
		.replace(escapeSequence, '')
		.replace(whiteSpace, ' ')
		.replace(invisible, '')
		.replace(unknown, '\ufffd')
		.replace(markPile, '$1');
}
