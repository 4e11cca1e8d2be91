import {Box} from 'ink';
import {useSyncExternalStore} from 'react';
import {footerLine, headerLine, statusLine, tabLine} from './components/chrome.js';
import {Inspector, matchesOf} from './components/inspector.js';
import {Lines} from './components/lines.js';
import {offlineLines} from './components/offline.js';
import {tableLines} from './components/table.js';
import {TextField} from './components/text-field.js';
import type {Explorer} from './explorer.js';
import {useKeys} from './input.js';
import {offlineFailure} from './offline.js';
import type {Overlay} from './overlay.js';
import {ExplainView} from './overlays/explain.js';
import {FormView} from './overlays/form.js';
import {Help} from './overlays/help.js';
import {MatrixView} from './overlays/matrix.js';
import {PlanView} from './overlays/plan.js';
import {ProbeView} from './overlays/probe.js';
import {Prompt} from './overlays/prompt.js';
import {setText} from './overlays/text-keys.js';
import {WatchView} from './overlays/watch.js';
import type {Region} from './screen.js';
import {topOverlay} from './state.js';

function List({explorer}: {readonly explorer: Explorer}) {
	const {screen, list, state, pane, options} = explorer;
	if (!screen.list) return null;
	const {width, height} = screen.list;
	const focused = state.focus === 'list' && state.overlays.length === 0;
	const lines = tableLines(list, state.lists[state.pane], width, focused, options.theme);
	const known = explorer.snapshot.hosts.size > 0;
	const why = !known
		? ['connecting …']
		: list.total > 0
			? ['nothing matches the filter: esc clears it']
			: pane.empty(explorer);
	const empty = list.rows.length > 0 ? [] : why.map(text => options.theme.text({text: `  ${text}`, tone: 'dim'}));
	return <Lines lines={[...lines, ...empty]} width={width} height={height} />;
}

type OverlaidProps = {readonly explorer: Explorer; readonly overlay: Overlay; readonly region: Region};

function Overlaid({explorer, overlay, region}: OverlaidProps) {
	switch (overlay.kind) {
		case 'help':
			return <Help explorer={explorer} overlay={overlay} />;
		case 'prompt':
			return <Prompt explorer={explorer} overlay={overlay} />;
		case 'form':
			return <FormView explorer={explorer} overlay={overlay} />;
		case 'plan':
			return <PlanView explorer={explorer} overlay={overlay} />;
		case 'probe':
			return <ProbeView explorer={explorer} overlay={overlay} />;
		case 'matrix':
			return <MatrixView explorer={explorer} overlay={overlay} region={region} />;
		case 'explain':
			return <ExplainView explorer={explorer} overlay={overlay} region={region} />;
		case 'watch':
			return <WatchView explorer={explorer} overlay={overlay} region={region} />;
		case 'filter':
		case 'search':
			return null;
	}
}

function searchNote(explorer: Explorer): string {
	if (!explorer.state.inspector.search) return '';
	const {length} = matchesOf(explorer);
	return length === 0 ? 'not in here' : `${length} ${length === 1 ? 'line' : 'lines'}`;
}

/** The line above the footer: what is being typed for a filter or a search, else a message. */
function Status({explorer, overlay}: {readonly explorer: Explorer; readonly overlay: Overlay | undefined}) {
	const {width} = explorer.screen;
	const {theme} = explorer.options;
	if (overlay?.kind !== 'filter' && overlay?.kind !== 'search')
		return <Lines lines={[statusLine(explorer, width)]} width={width} height={1} />;
	const {state, list} = explorer;
	const value = overlay.kind === 'filter' ? state.lists[state.pane].filter : state.inspector.search;
	const note =
		overlay.kind === 'filter' ? (list.problem ?? `${list.rows.length} of ${list.total}`) : searchNote(explorer);
	const side = Math.min(Math.floor(width / 2), note.length + 2);
	return (
		<Box flexShrink={0} height={1} overflow="hidden">
			<Lines lines={[theme.text({text: ' / ', tone: 'accent'})]} width={3} height={1} />
			<TextField
				explorer={explorer}
				value={value}
				width={width - 3 - side}
				onChange={text => setText(explorer, text)}
			/>
			<Lines lines={[theme.cell({text: note, tone: list.problem ? 'warn' : 'dim'}, side)]} width={side} height={1} />
		</Box>
	);
}

/** The whole screen: header, tabs, body, overlay, status, footer. Layout only. */
export function App({explorer}: {readonly explorer: Explorer}) {
	useSyncExternalStore(explorer.subscribe, explorer.version);
	useKeys(explorer);
	const {screen, state, options} = explorer;
	const {columns, rows} = state.size;
	const {width, compact, arrangement} = screen;
	const overlay = topOverlay(state);
	const failure = offlineFailure(explorer);
	const top = compact ? [tabLine(explorer, width)] : [headerLine(explorer, width), tabLine(explorer, width)];
	return (
		<Box flexDirection="column" width={columns} height={rows}>
			<Lines lines={top} width={width} height={top.length} />
			{failure ? (
				<Lines
					lines={offlineLines(failure, explorer.source.engine.address, width, options.theme)}
					width={width}
					height={screen.body}
				/>
			) : (
				<>
					<Box flexShrink={0} flexDirection={arrangement === 'beside' ? 'row' : 'column'}>
						<List explorer={explorer} />
						{arrangement === 'beside' && <Box width={1} flexShrink={0} />}
						<Inspector explorer={explorer} />
					</Box>
					{screen.beneath && <Overlaid explorer={explorer} {...screen.beneath} />}
					{overlay && screen.overlay && <Overlaid explorer={explorer} overlay={overlay} region={screen.overlay} />}
				</>
			)}
			<Status explorer={explorer} overlay={overlay} />
			<Lines lines={[footerLine(explorer, width)]} width={width} height={1} />
		</Box>
	);
}
