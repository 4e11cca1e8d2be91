import type {Container} from '../../core/model/container.js';
import {keyOf} from '../../core/model/reference.js';
import type {Snapshot} from '../../core/model/snapshot.js';
import {namersOf} from '../../core/names/of-container.js';
import {type ContainerRow, containersView} from '../../core/views/containers.js';
import {lastCall} from '../../core/views/memo.js';
import type {Binding} from '../binding.js';
import type {Explorer} from '../explorer.js';
import {cannotChange, openForm} from '../flows/change.js';
import {choose} from '../flows/choose.js';
import {matrixKey} from '../flows/matrix.js';
import {checkShownNames, isCheckingNames} from '../flows/names.js';
import {probeKeys} from '../flows/probe-bindings.js';
import {shell} from '../flows/shell.js';
import {noneRuns, noRow} from '../flows/vantage.js';
import {connectForm} from '../forms/connect.js';
import {disconnectForm} from '../forms/disconnect.js';
import {membershipsForm} from '../forms/memberships.js';
import type {Pane} from './pane.js';

function current(explorer: Explorer): ContainerRow {
	return explorer.row as ContainerRow;
}

function fixed(explorer: Explorer): string | undefined {
	if (explorer.row === undefined) return 'nothing is selected';
	return cannotChange(explorer);
}

function detach(explorer: Explorer): void {
	const {container} = current(explorer);
	const {networks} = explorer.source.store.get();
	const known = container.endpoints.flatMap(
		({networkId}) => networks.get(keyOf({host: container.host, id: networkId})) ?? [],
	);
	choose(
		explorer,
		`Disconnect ${container.name} from which network?`,
		known.map(network => ({value: keyOf(network), label: network.name, note: network.driver})),
		network => openForm(explorer, disconnectForm({network, container: keyOf(container)})),
		{none: `${container.name} is connected to no network`},
	);
}

const bindings: readonly Binding[] = [
	{
		id: 'connect-container',
		keys: ['a'],
		title: 'Connect this container to a network',
		hint: 'attach',
		scope: 'containers',
		changesEngine: true,
		disabled: fixed,
		run: explorer => openForm(explorer, connectForm({container: keyOf(current(explorer).container)})),
	},
	{
		id: 'disconnect-container',
		keys: ['d'],
		title: 'Disconnect this container from a network',
		hint: 'detach',
		scope: 'containers',
		changesEngine: true,
		disabled: fixed,
		run: detach,
	},
	{
		id: 'memberships',
		keys: ['M'],
		title: 'Tick the networks that this container is on',
		scope: 'containers',
		changesEngine: true,
		disabled: fixed,
		run: explorer => openForm(explorer, membershipsForm(keyOf(current(explorer).container))),
	},
	...probeKeys('containers'),
	matrixKey('containers'),
	{
		id: 'check-names',
		keys: ['l'],
		title: 'Look up all names that resolve in this container, and compare',
		hint: 'names',
		scope: 'containers',
		disabled(explorer) {
			if (isCheckingNames(explorer)) return 'names are being looked up: esc cancels it';
			return explorer.state.frozen ? 'the picture is frozen: z thaws it' : noRow(explorer);
		},
		run: explorer => void checkShownNames(explorer),
	},
	{
		id: 'stop-checking-names',
		keys: ['esc'],
		title: 'Stop looking names up',
		hint: 'stop',
		scope: 'containers',
		applies: isCheckingNames,
		run: ({tasks}) => tasks.get('names')?.abort(),
	},
	{
		id: 'shell-in-container',
		keys: ['!'],
		title: 'Shell in this container',
		hint: 'shell',
		scope: 'containers',
		changesEngine: true,
		disabled: noneRuns,
		run: shell,
	},
];

/** Found again only in another picture: this is asked for with each frame. */
const idsOfNamers = lastCall((container: Container, snapshot: Snapshot) =>
	namersOf(container, snapshot).map(({id}) => id),
);
const described = ({container}: ContainerRow, snapshot: Snapshot) => idsOfNamers(container, snapshot);

export const containersPane: Pane = {
	id: 'containers',
	key: '2',
	title: 'Containers',
	noun: 'container',
	view: containersView,
	onScreen: ({container}: ContainerRow) => [container.id],
	described,
	subject: ({container}: ContainerRow) => ({
		key: keyOf(container),
		name: container.name,
		reference: {kind: 'container', host: container.host, id: container.id},
		object: container,
	}),
	bindings,
	count: ({containers}) => containers.size,
	empty: () => ['this engine has no containers: on tab 1, r runs one in a network'],
};
