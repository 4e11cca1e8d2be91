import {type Glyphs, unicode} from './glyphs.js';

/** The highest of a cell's values, so that no peak is lost; NaN where nothing was measured. */
function highest(values: readonly number[], from: number, to: number): number {
	let found = Number.NaN;
	for (let index = from; index < to; index++) {
		const value = values[index]!;
		if (!(value <= found) && !Number.isNaN(value)) found = value;
	}

	return found;
}

/** All values in `cells` cells, scaled to their own maximum; NaN is a gap. Fewer values than cells stand at the right. */
export function sparkline(values: readonly number[], cells: number, glyphs: Glyphs = unicode): string {
	if (cells <= 0) return '';
	const shown = Math.min(cells, values.length);
	const points = Array.from({length: shown}, (_, index) =>
		highest(values, Math.floor((index * values.length) / shown), Math.floor(((index + 1) * values.length) / shown)),
	);
	const top = highest(points, 0, points.length);
	const last = glyphs.levels.length - 1;
	const line = points.map(value => {
		if (Number.isNaN(value)) return ' ';
		return glyphs.levels[value > 0 ? Math.max(1, Math.round((value / top) * last)) : 0]!;
	});
	return ' '.repeat(cells - shown) + line.join('');
}
