import {probes as allProbes} from '../../core/probes/all.js';
import type {Answer, Probe, ProbeOutcome, Question} from '../../core/probes/probe.js';
import type {Probed} from '../../core/probes/probed.js';
import {columnsOf, saysNothing, seriesOf} from '../../core/probes/series.js';
import {axisWidth, chart} from '../../core/text/chart.js';
import {duration, milliseconds} from '../../core/text/formats.js';
import {sparkline} from '../../core/text/sparkline.js';
import type {Span, Tone} from '../../core/views/view.js';
import {type Item, itemsOf, wrapSpans} from '../components/details.js';
import type {Explorer} from '../explorer.js';
import type {Overlay} from '../overlay.js';
import type {Extent} from '../scroll.js';

export type ProbeOverlay = Extract<Overlay, {kind: 'probe'}>;

const minute = 60_000;

/** How far back a chart goes. */
export const zooms = [
	{title: '1 min', ms: minute},
	{title: '5 min', ms: 5 * minute},
	{title: '15 min', ms: 15 * minute},
	{title: '1 h', ms: 60 * minute},
] as const;

const leastChart = 3;
const mostChart = 15;

export function probeOf({kind}: Probed): Probe<Question, Answer> {
	return allProbes[kind] as unknown as Probe<Question, Answer>;
}

/** What the overlay shows: the probe as it stands, or as it stood when the chart was frozen. */
export function probedOf({source}: Explorer, {id, held}: ProbeOverlay): Probed | undefined {
	return held ?? source.store.get().probes.find(probed => probed.id === id);
}

function toneOf(result: ProbeOutcome): Tone {
	if (result === 'ok') return 'good';
	return result === 'loss' || saysNothing(result) ? 'warn' : 'bad';
}

type Line = readonly Span[];

function verdict({result, rounds, finishedAt, trouble}: Probed): Line {
	if (trouble)
		return [
			{text: '  ENGINE  ', tone: 'bad'},
			{text: `${trouble}; trying again`, tone: 'plain'},
		];
	if (result && (finishedAt !== undefined || rounds?.length))
		return [
			{text: `  ${result.result.toUpperCase()}  `, tone: toneOf(result.result)},
			{text: result.message, tone: 'plain'},
		];
	return [{text: finishedAt === undefined ? '  under way …' : '  broken off', tone: 'accent'}];
}

/** Whose programs, and where. */
function origin({vantage, tool, from}: Probed): string {
	if (!vantage || !tool) return '';
	switch (vantage.kind) {
		case 'tool':
			return `with ${tool}, in ${from}`;
		case 'helper':
			return `with ${tool} of ${vantage.image}, in a helper container on ${vantage.container === undefined ? 'the network of the engine’s host' : `the network of ${from}`}`;
		case 'namespace':
			return `with ${tool} of this machine, in the network namespace of ${from}`;
		case 'local':
			return `with ${tool} of this machine`;
	}
}

function foot(probed: Probed, readOnly: boolean): readonly Line[] {
	const {command, startedAt, finishedAt, rounds, result} = probed;
	const took = finishedAt !== undefined && !rounds ? `  took ${duration(finishedAt - startedAt)}` : '';
	const made = origin(probed);
	const lacking = result?.result === 'tool-missing';
	const advice = readOnly
		? 'Started with --read-only: no helper container is made.'
		: 'r asks again, also for a helper container that has the tool.';
	return [
		...(made ? [[{text: `  ${made}${took}`, tone: 'dim'} as const]] : []),
		...(command ? [[{text: `  $ ${command}`, tone: 'accent'} as const]] : []),
		...(lacking ? [[{text: `  ${advice}`, tone: 'plain'} as const]] : []),
	];
}

/** Round trips of one ping, as a small picture. */
function replies(probed: Probed, explorer: Explorer): readonly Line[] {
	const times = probed.kind === 'ping' ? (probed.result?.replies ?? []).map(({ms}) => ms) : [];
	if (times.length === 0) return [];
	const picture = sparkline(times, Math.min(40, times.length), explorer.options.theme.glyphs);
	const last = times.slice(-6).map(milliseconds).join('  ');
	return [
		[
			{text: '  round trips  ', tone: 'dim'},
			{text: picture, tone: 'traffic'},
			{text: `  ${last} ms`, tone: 'plain'},
		],
	];
}

function figures(probed: Probed, until: number, windowMs: number): Line {
	const series = seriesOf((probed.rounds ?? []).filter(({at}) => at > until - windowMs));
	const {sent, received, lossPercent, last, average, p95, min, max, jitter} = series;
	const newest = probed.rounds?.at(-1)?.result;
	const lost = last === undefined && newest !== undefined && newest !== 'ok' && !saysNothing(newest);
	const named: readonly (readonly [string, string])[] = [
		['last', lost ? 'lost' : milliseconds(last)],
		['average', milliseconds(average)],
		['p95', milliseconds(p95)],
		['least', milliseconds(min)],
		['most', milliseconds(max)],
		['jitter', `${milliseconds(jitter)} ms`],
	];
	return [
		...named.flatMap(
			([name, value]): Line => [
				{text: `  ${name} `, tone: 'dim'},
				{text: value, tone: 'strong'},
			],
		),
		{text: '  lost ', tone: 'dim'},
		{
			text: `${sent - received} of ${sent} (${lossPercent.toFixed(lossPercent > 0 && lossPercent < 10 ? 1 : 0)} %)`,
			tone: sent > received ? 'bad' : 'strong',
		},
	];
}

const lineItem = (spans: Line): Item => ({kind: 'line', spans});

/** The chart of a repeated probe in what room there is. */
function picture(probed: Probed, overlay: ProbeOverlay, explorer: Explorer, room: number): readonly Line[] {
	const {width} = explorer.screen.overlay!;
	const {ms, title} = zooms[overlay.zoom]!;
	// The time of the newest round, not the clock: nothing moves unless something was measured.
	const until = (probed.rounds?.at(-1)?.at ?? probed.startedAt) + 1000;
	const draft = columnsOf(probed.rounds ?? [], until, ms, Math.max(1, width - 10));
	const axis = axisWidth(draft);
	const cells = Math.max(1, width - 3 - axis);
	const columns = columnsOf(probed.rounds ?? [], until, ms, cells);
	// Odd: the axis then has a middle.
	const height = Math.max(leastChart, Math.min(mostChart, room - 1 + (room % 2)));
	const drawn = chart(columns, height, explorer.options.theme.glyphs);
	const ago = `${title} ago`;
	const now = overlay.held ? 'frozen' : 'now';
	const scale = `${ago}${' '.repeat(Math.max(1, cells - ago.length - now.length))}${now}`;
	return [
		...drawn.map((spans): Line => [{text: '  ', tone: 'plain'}, ...spans]),
		[{text: `  ${'ms'.padStart(axis - 2)}  ${scale}`, tone: overlay.held ? 'accent' : 'dim'}],
	];
}

/** All lines of the overlay under its title; what does not fit is scrolled to. */
export function contentOf(probed: Probed, overlay: ProbeOverlay, explorer: Explorer): readonly Item[] {
	const {width, height} = explorer.screen.overlay!;
	const {readOnly} = explorer.options;
	const wrapped = (lines: readonly Line[]) => lines.flatMap(spans => wrapSpans(spans, width - 1, 4)).map(lineItem);
	const head = wrapped([verdict(probed)]);
	const end = wrapped(foot(probed, readOnly));
	const blank = lineItem([]);
	if (probed.rounds) {
		const until = (probed.rounds.at(-1)?.at ?? probed.startedAt) + 1000;
		const shown = wrapped([figures(probed, until, zooms[overlay.zoom]!.ms)]);
		const room = height - 1 - head.length - shown.length - end.length - 3;
		return [...head, ...shown, blank, ...picture(probed, overlay, explorer, room).map(lineItem), blank, ...end];
	}

	const sections = probed.result ? probeOf(probed).tables(probed.result) : [];
	const filled = sections.filter(section => !('rows' in section) || section.rows.length > 0 || sections.length > 1);
	const items = itemsOf(filled, width - 2);
	// A single table needs no title.
	const tables = filled.length === 1 ? items.slice(1) : items;
	return [
		...head,
		blank,
		...tables,
		...replies(probed, explorer).map(lineItem),
		...(tables.length > 0 ? [blank] : []),
		...end,
	];
}

export function probeExtent(explorer: Explorer, overlay: ProbeOverlay): Extent {
	const probed = probedOf(explorer, overlay);
	const length = probed ? contentOf(probed, overlay, explorer).length : 0;
	return {length, rows: explorer.screen.overlay!.height - 1};
}
