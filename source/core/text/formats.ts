const units = ['', 'k', 'M', 'G', 'T', 'P', 'E'] as const;

/** Three digits at most and a power of 1000: `0`, `999`, `1.2k`, `12k`, `999k`, `1.0M`. */
function scaled(value: number): {readonly digits: string; readonly unit: string} {
	let power = 0;
	let rest = value;
	// What would be rounded up to 1000 belongs to the next unit.
	while (rest >= 999.5 && power < units.length - 1) {
		rest /= 1000;
		power++;
	}

	const digits = power > 0 && rest < 9.95 ? rest.toFixed(1) : rest.toFixed(0);
	return {digits, unit: units[power]!};
}

/** `512 B`, `1.2 MB`; powers of 1000, as the docker command counts. */
export function bytes(value: number): string {
	const {digits, unit} = scaled(value);
	return `${digits} ${unit}B`;
}

/** Bytes per second in at most 8 cells: `1.2 MB/s`. */
export function rate(value: number): string {
	return `${bytes(value)}/s`;
}

/** Bits per second: `940 Mbit/s`. */
export function bitRate(value: number): string {
	const {digits, unit} = scaled(value);
	return `${digits} ${unit}bit/s`;
}

/** Exact below 100,000 (`65534`), then three digits (`1.0M`), and for IPv6's sizes a power of two (`2^64`). */
export function count(value: number | bigint): string {
	if (value < 100_000) return String(value);
	if (value >= 1_000_000_000_000) return `2^${Math.round(Math.log2(Number(value)))}`;
	const {digits, unit} = scaled(Number(value));
	return digits + unit;
}

const ages = [
	{from: 2 * 365 * 86_400, unit: 'y', seconds: 365 * 86_400},
	{from: 2 * 86_400, unit: 'd', seconds: 86_400},
	{from: 2 * 3600, unit: 'h', seconds: 3600},
	{from: 120, unit: 'm', seconds: 60},
	{from: 0, unit: 's', seconds: 1},
] as const;

/** How long ago in one number, of milliseconds: `45s`, `3m`, `30h`, `5d`, `2y`. A time to come is `0s`. */
export function age(milliseconds: number): string {
	const seconds = Math.max(0, Math.floor(milliseconds / 1000));
	const step = ages.find(({from}) => seconds >= from)!;
	return `${Math.floor(seconds / step.seconds)}${step.unit}`;
}

/** How long something took: `0.4 ms`, `12 ms`, `1.5 s`, `2m 5s`. */
export function duration(milliseconds: number): string {
	if (milliseconds < 9.95) return `${milliseconds.toFixed(1)} ms`;
	if (milliseconds < 999.5) return `${milliseconds.toFixed(0)} ms`;
	if (milliseconds < 59_950) return `${(milliseconds / 1000).toFixed(1)} s`;
	const seconds = Math.round(milliseconds / 1000);
	return `${Math.floor(seconds / 60)}m ${seconds % 60}s`;
}

/** `2026-11-23T18:31:14Z`; empty where the time is not one. */
export function isoDate(milliseconds: number): string {
	const date = new Date(milliseconds);
	return Number.isNaN(date.getTime()) ? '' : date.toISOString().replace(/\.\d+Z$/, 'Z');
}

/** A measured time in a table's column of milliseconds: `0.04`, `12.5`, `–` where there is none. */
export function milliseconds(value: number | undefined): string {
	return value === undefined ? '–' : value.toFixed(value < 10 ? 2 : 1);
}
