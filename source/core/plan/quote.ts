const plain = /^[\w@%+=:,./-]+$/;

/** Control, format (bidi, zero-width) and private characters, line separators, lone surrogates: never shown raw. */
const unprintable = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/u;

const encoder = new TextEncoder();

function escapeCharacter(character: string): string {
	if (character === "'" || character === '\\') return `\\${character}`;
	if (!unprintable.test(character)) return character;
	return [...encoder.encode(character)].map(byte => `\\${byte.toString(8).padStart(3, '0')}`).join('');
}

/**
 * One word for a shell, on one line: bare where it can be, in single quotes where it must, and as `$'…'` (bash, zsh,
 * ksh, BusyBox; POSIX since 2024, but not dash) where it holds control characters.
 */
export function quote(word: string): string {
	if (plain.test(word)) return word;
	if (unprintable.test(word)) return `$'${[...word].map(escapeCharacter).join('')}'`;
	return `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
