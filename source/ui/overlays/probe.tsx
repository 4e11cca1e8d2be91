import {Box} from 'ink';
import {quote} from '../../core/plan/quote.js';
import {probes as allProbes} from '../../core/probes/all.js';
import type {Answer, Probe, ProbeOutcome, Question} from '../../core/probes/probe.js';
import type {Probed} from '../../core/probes/probed.js';
import {milliseconds} from '../../core/text/formats.js';
import {sparkline} from '../../core/text/sparkline.js';
import type {Section, Span, Tone} from '../../core/views/view.js';
import {wrapSpans} from '../components/details.js';
import {Lines} from '../components/lines.js';
import {SmallTable} from '../components/small-table.js';
import type {Explorer} from '../explorer.js';
import type {Overlay} from '../state.js';

type TableSection = Extract<Section, {columns: readonly string[]}>;

function toneOf(result: ProbeOutcome): Tone {
	if (result === 'ok') return 'good';
	return result === 'loss' || result === 'tool-missing' || result === 'not-permitted' ? 'warn' : 'bad';
}

/** What to type where the image holds no tool: another image in the same network namespace. */
function elsewhere({kind, target}: Probed, from: string): ReadonlyArray<readonly Span[]> {
	const tool = kind === 'ping' ? 'ping -c 5' : 'nslookup';
	return [
		[],
		[{text: '  An image that has it can do it from the same place:', tone: 'plain'}],
		[{text: `  $ docker run --rm --network container:${from} busybox ${tool} ${quote(target)}`, tone: 'accent'}],
	];
}

/** One probe, live, then its result. */
export function ProbeView({
	explorer,
	overlay,
}: {
	readonly explorer: Explorer;
	readonly overlay: Extract<Overlay, {kind: 'probe'}>;
}) {
	const {width, height} = explorer.screen.overlay!;
	const {theme} = explorer.options;
	const {probes} = explorer.source.store.get();
	const probed = probes.find(({id}) => id === overlay.id);
	if (!probed) return null;
	const {from, result} = probed;
	const probe = allProbes[probed.kind] as unknown as Probe<Question, Answer>;
	const verdict: readonly Span[] =
		probed.finishedAt && result
			? [
					{text: `  ${result.result.toUpperCase()}  `, tone: toneOf(result.result)},
					{text: result.message, tone: 'plain'},
				]
			: [{text: '  under way …', tone: 'accent'}];
	const head = [...wrapSpans(verdict, width - 1, 4), []];
	const section = result && (probe.tables(result)[0] as TableSection);
	const replies = probed.kind === 'ping' ? (probed.result?.replies ?? []) : [];
	const chart: readonly Span[] = [
		{text: '  round trips  ', tone: 'dim'},
		{
			text: sparkline(
				replies.map(({ms}) => ms),
				Math.min(40, replies.length),
				theme.glyphs,
			),
			tone: 'traffic',
		},
		{
			text: `  ${replies
				.slice(-6)
				.map(({ms}) => milliseconds(ms))
				.join('  ')} ms`,
			tone: 'plain',
		},
	];
	const missing = result?.result === 'tool-missing';
	const tool = probed.tool ?? (missing ? 'no tool' : 'a tool still to be found');
	const foot: ReadonlyArray<readonly Span[]> = [
		...(replies.length > 0 ? [chart] : []),
		[{text: `  with ${tool}, in ${from}`, tone: 'dim'}],
		...(missing ? elsewhere(probed, from).flatMap(spans => wrapSpans(spans, width - 1, 4)) : []),
	];
	const tableRows =
		section && section.rows.length > 0
			? Math.min(section.rows.length + 1, Math.max(0, height - 1 - head.length - foot.length))
			: 0;
	return (
		<Box flexDirection="column" width={width} height={height} flexShrink={0}>
			<Lines
				width={width}
				height={1}
				lines={[theme.rule({text: `${probe.title} ${probed.target} from ${from}`, tone: 'strong'}, width, true)]}
			/>
			<Lines width={width} height={head.length} lines={head.map(spans => theme.cell(spans, width))} />
			{section && tableRows > 1 && (
				<Box height={tableRows} flexShrink={0} overflow="hidden" paddingLeft={2}>
					<SmallTable
						section={section}
						rows={[...section.rows.keys()].slice(0, tableRows - 1)}
						heading
						width={width - 4}
						theme={theme}
					/>
				</Box>
			)}
			<Lines width={width} height={foot.length} lines={foot.map(spans => theme.cell(spans, width))} />
		</Box>
	);
}
