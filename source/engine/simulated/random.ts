/** A fair 32-bit hash of a text (FNV-1a, then mixed): the simulation's only source of chance. */
export function hash(text: string): number {
	let value = 0x811c9dc5;
	for (let index = 0; index < text.length; index++) {
		value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
	}

	return mix(value);
}

function mix(number: number): number {
	let value = number;
	value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
	value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
	return (value ^ (value >>> 16)) >>> 0;
}

/** Always the same number in [0, 1) for a text. */
export function chance(text: string): number {
	return hash(text) / 2 ** 32;
}

/** Always the same 64 hexadecimal digits for a text, as engines name their objects. */
export function identity(text: string): string {
	let state = hash(text);
	let digits = '';
	for (let part = 0; part < 8; part++) {
		state = mix(state + 0x9e3779b9);
		digits += state.toString(16).padStart(8, '0');
	}

	return digits;
}
