/** Readers of JSON that nobody vouches for: what is missing, null or of another type is simply not there. */
export type Json = Readonly<Record<string, unknown>>;

const nothing: Json = {};

export function record(value: unknown): Json {
	return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : nothing;
}

export function list(value: unknown): readonly unknown[] {
	return Array.isArray(value) ? value : [];
}

/** A text that is not empty: engines write '' for "none". */
export function text(value: unknown): string | undefined {
	return typeof value === 'string' && value !== '' ? value : undefined;
}

export function number(value: unknown): number | undefined {
	return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

export function texts(value: unknown): readonly string[] {
	return list(value).filter((item): item is string => typeof item === 'string' && item !== '');
}

/** Labels, options: name → text. */
export function dictionary(value: unknown): Readonly<Record<string, string>> {
	const entries = Object.entries(record(value));
	return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

/** RFC 3339 → milliseconds since 1970; engines write the year 1 for "never". */
export function time(value: unknown): number | undefined {
	const at = typeof value === 'string' ? Date.parse(value) : Number.NaN;
	return at > 0 ? at : undefined;
}
