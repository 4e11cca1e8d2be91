import {count, rate} from '../text/formats.js';
import {unicode} from '../text/glyphs.js';
import {sparkline} from '../text/sparkline.js';
import {windowLength} from '../traffic/advance.js';
import type {Rates} from '../traffic/traffic.js';
import type {Cell, Column} from './view.js';

/** What the traffic columns show of a row. */
export type Flow = {
	/** False: an upper bound. */
	readonly exact?: boolean;
	readonly rates: Rates | undefined;
	readonly totals: {readonly errors: number; readonly drops: number};
	readonly window: readonly number[];
};

function rateText({exact, rates}: Flow, bytes: (rates: Rates) => number): string {
	if (!rates) return '';
	const value = bytes(rates);
	return (exact === false && value > 0 ? unicode.atMost : '') + rate(value);
}

function rateColumn<Row>(
	naming: {readonly id: string; readonly title: string; readonly key: string},
	flowOf: (row: Row) => Flow | undefined,
	bytes: (rates: Rates) => number,
): Column<Row> {
	const text = (row: Row) => {
		const flow = flowOf(row);
		return flow ? rateText(flow, bytes) : '';
	};
	return {
		...naming,
		align: 'right',
		width: {min: 9, max: 9},
		drop: 3,
		descending: true,
		live: true,
		cell: row => {
			const rates = flowOf(row)?.rates;
			return {text: text(row) || unicode.dash, tone: rates && bytes(rates) > 0 ? 'traffic' : 'dim'};
		},
		sort: row => {
			const rates = flowOf(row)?.rates;
			return rates ? bytes(rates) : -1;
		},
		text,
	};
}

/** `12 err 3 drop` since the interfaces were made. */
function troubleText(flow: Flow | undefined): string {
	if (!flow) return '';
	const {errors, drops} = flow.totals;
	return [errors > 0 ? `${count(errors)} err` : '', drops > 0 ? `${count(drops)} drop` : ''].filter(Boolean).join(' ');
}

/** Rates both ways, the last minute, errors and drops. */
export function trafficColumns<Row>(flowOf: (row: Row) => Flow | undefined): readonly Column<Row>[] {
	return [
		rateColumn({id: 'rx', title: `${unicode.down} RATE`, key: 'R'}, flowOf, rates => rates.rxBytes),
		rateColumn({id: 'tx', title: `${unicode.up} RATE`, key: 'T'}, flowOf, rates => rates.txBytes),
		{
			id: 'minute',
			title: 'LAST 60 S',
			width: {min: 10, max: 15},
			drop: 6,
			live: true,
			cell: (row, width): Cell => {
				const measured = flowOf(row)?.window ?? [];
				const gap = new Array<number>(windowLength - measured.length).fill(Number.NaN);
				return {text: sparkline([...gap, ...measured], width), tone: 'traffic'};
			},
			text: () => '',
		},
		{
			id: 'trouble',
			title: 'ERRORS',
			width: {min: 0, max: 18},
			drop: 5,
			key: 'L',
			descending: true,
			live: true,
			cell: row => {
				const flow = flowOf(row);
				const now = flow?.rates ? flow.rates.errors + flow.rates.drops : 0;
				return {text: troubleText(flow), tone: now > 0 ? 'bad' : 'warn'};
			},
			sort: row => {
				const flow = flowOf(row);
				return flow ? flow.totals.errors + flow.totals.drops : -1;
			},
			text: row => troubleText(flowOf(row)),
		},
	];
}
