import {askOnce} from '../../actions/helper-image.js';
import {messageOf} from '../../actions/message-of.js';
import {runMatrix} from '../../actions/run-matrix.js';
import type {Container} from '../../core/model/container.js';
import {keyOf} from '../../core/model/reference.js';
import {membersOf} from '../../core/names/members.js';
import {isMatrixKind, type Matrix, type MatrixKind} from '../../core/probes/matrix.js';
import type {NetworkRow} from '../../core/views/networks.js';
import {EngineError} from '../../engine/errors.js';
import type {Binding} from '../binding.js';
import type {Explorer} from '../explorer.js';
import {choose} from './choose.js';
import {consentToHelper} from './probe-helper.js';

/** Who takes part. */
type Party = {
	readonly name: string;
	readonly containers: readonly Container[];
	readonly network?: NetworkRow['network'];
};

/** The containers of the network under the cursor, or those that are marked. */
function partyOf({state, source, row}: Explorer): Party | undefined {
	const snapshot = source.store.get();
	if (state.pane === 'networks') {
		if (row === undefined) return undefined;
		const {network} = row as NetworkRow;
		return {name: network.name, containers: membersOf(network, snapshot).members, network};
	}

	const containers = [...snapshot.containers.values()].filter(each => state.lists.containers.marks.has(keyOf(each)));
	return {name: `${containers.length} containers`, containers};
}

function tooFew(explorer: Explorer): string | undefined {
	const party = partyOf(explorer);
	if (!party) return 'nothing is selected';
	if (party.containers.length >= 2) return undefined;
	return party.network
		? `a matrix needs two containers that run, and ${party.name} has ${party.containers.length === 1 ? 'one' : 'none'}`
		: 'a matrix needs two containers: space marks them';
}

const kinds: Readonly<Record<MatrixKind, string>> = {
	ping: 'does each get a reply from each other',
	tcp: 'does each connect to the ports that each other listens on',
	dns: 'does each resolve the name of each other',
};

export function matrixKey(scope: 'networks' | 'containers'): Binding {
	return {
		id: `matrix-of-${scope}`,
		keys: ['m'],
		title: `Matrix: ask ${scope === 'networks' ? 'every container of this network' : 'the marked containers'} about each other`,
		hint: 'matrix',
		scope,
		disabled: tooFew,
		run(explorer) {
			const party = partyOf(explorer);
			if (!party) return;
			choose(
				explorer,
				`Matrix of ${party.name}: ask by`,
				Object.entries(kinds).map(([value, note]) => ({value, label: value, note})),
				kind => {
					if (isMatrixKind(kind)) void ask(explorer, kind, party);
				},
			);
		},
	};
}

/** Frames for what changes many times a second. */
const frameMs = 50;
let serial = 0;

/** Opens the grid, and fills it as answers come. */
async function ask(explorer: Explorer, kind: MatrixKind, {name, containers, network}: Party): Promise<void> {
	const {source, options} = explorer;
	const id = `matrix-${serial++}`;
	const abort = new AbortController();
	let frame: NodeJS.Timeout | undefined;
	let latest: Matrix | undefined;
	const show = () => {
		clearTimeout(frame);
		frame = undefined;
		if (latest) explorer.send({type: 'matrix', id, matrix: latest});
	};
	const onProgress = (matrix: Matrix) => {
		if (!latest) {
			const again = () => void ask(explorer, kind, {name, containers, network});
			explorer.tasks.set(id, abort);
			explorer.send({type: 'open', overlay: {kind: 'matrix', id, name, matrix, row: 0, column: 1, again}});
		}

		latest = matrix;
		frame ??= setTimeout(show, frameMs);
	};
	try {
		await runMatrix({
			engine: source.engine,
			kind,
			containers,
			...(network && {network}),
			signal: abort.signal,
			now: options.now,
			readOnly: options.readOnly,
			helperImage: askOnce(source.engine, consentToHelper(explorer, abort.signal)),
			onProgress,
		});
	} catch (error) {
		if (error instanceof EngineError && error.kind === 'cancelled')
			explorer.say('cancelled: what was not asked stays open');
		else explorer.say(`the matrix failed: ${messageOf(error)}`, 'bad');
	} finally {
		explorer.tasks.delete(id);
		show();
		explorer.refresh();
	}
}
