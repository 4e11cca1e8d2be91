import {Box} from 'ink';
import type {Span} from '../../core/views/view.js';
import {Items} from '../components/items.js';
import {Lines} from '../components/lines.js';
import type {Explorer} from '../explorer.js';
import {extentText, shownTop} from '../scroll.js';
import {contentOf, type ProbeOverlay, probedOf, probeOf} from './probe-content.js';

/** One probe, live, then its result; or its rounds as a chart. */
export function ProbeView({explorer, overlay}: {readonly explorer: Explorer; readonly overlay: ProbeOverlay}) {
	const {width, height} = explorer.screen.overlay!;
	const {theme} = explorer.options;
	const probed = probedOf(explorer, overlay);
	if (!probed) return null;
	const content = contentOf(probed, overlay, explorer);
	const extent = {length: content.length, rows: height - 1};
	const top = shownTop(overlay.top, extent);
	const {from, target, rounds, finishedAt} = probed;
	const often = rounds ? (finishedAt === undefined ? ', every second' : `, ${rounds.length} rounds`) : '';
	const title: readonly Span[] = [
		{text: `${probeOf(probed).title}${target ? ` ${target} from` : ' in'} ${from}${often}`, tone: 'strong'},
		{text: extentText(top, extent), tone: 'dim'},
	];
	return (
		<Box flexDirection="column" width={width} height={height} flexShrink={0}>
			<Lines width={width} height={1} lines={[theme.rule(title, width, true)]} />
			<Box flexDirection="column" height={extent.rows} flexShrink={0} overflow="hidden">
				<Items items={content.slice(top, top + extent.rows)} width={width} theme={theme} />
			</Box>
		</Box>
	);
}
