import {keyOf} from '../../core/model/reference.js';
import {protectedNetwork} from '../../core/plan/protect.js';
import {prunePlan, removeNetworksPlan} from '../../core/plan/remove-networks.js';
import type {NetworkRow} from '../../core/views/networks.js';
import {networksView} from '../../core/views/networks.js';
import type {Binding} from '../binding.js';
import type {Explorer} from '../explorer.js';
import {cannotChange, openForm, preview} from '../flows/change.js';
import {choose} from '../flows/choose.js';
import {matrixKey} from '../flows/matrix.js';
import {probeKeys} from '../flows/probe-bindings.js';
import {shell} from '../flows/shell.js';
import {noneRuns} from '../flows/vantage.js';
import {connectForm} from '../forms/connect.js';
import {disconnectForm} from '../forms/disconnect.js';
import {duplicateNetworkForm} from '../forms/duplicate-network.js';
import {runContainerForm} from '../forms/run-container.js';
import type {Pane} from './pane.js';

function current(explorer: Explorer): NetworkRow {
	return explorer.row as NetworkRow;
}

/** Why the network under the cursor cannot be changed. */
function fixed(explorer: Explorer): string | undefined {
	if (explorer.row === undefined) return 'nothing is selected';
	return cannotChange(explorer);
}

/** The marked networks, or the one under the cursor. */
function chosen(explorer: Explorer): readonly NetworkRow[] {
	const {marks} = explorer.state.lists.networks;
	const rows = explorer.list.rows as readonly NetworkRow[];
	const marked = rows.filter(row => marks.has(networksView.key(row)));
	return marked.length > 0 ? marked : [current(explorer)];
}

function detach(explorer: Explorer): void {
	const {network, endpoints} = current(explorer);
	choose(
		explorer,
		`Disconnect which container from ${network.name}?`,
		endpoints.map(({container}) => ({value: keyOf(container), label: container.name, note: container.state})),
		container => openForm(explorer, disconnectForm({network: keyOf(network), container})),
		{none: `no container is connected to ${network.name}`},
	);
}

const bindings: readonly Binding[] = [
	{
		id: 'connect-to-network',
		keys: ['a'],
		title: 'Connect a container to this network',
		hint: 'attach',
		scope: 'networks',
		changesEngine: true,
		disabled: fixed,
		run: explorer => openForm(explorer, connectForm({network: keyOf(current(explorer).network)})),
	},
	{
		id: 'disconnect-from-network',
		keys: ['d'],
		title: 'Disconnect a container from this network',
		hint: 'detach',
		scope: 'networks',
		changesEngine: true,
		disabled: fixed,
		run: detach,
	},
	{
		id: 'remove-network',
		keys: ['x'],
		title: 'Remove this network, or the marked ones',
		hint: 'remove',
		scope: 'networks',
		changesEngine: true,
		disabled: explorer =>
			fixed(explorer) ??
			chosen(explorer)
				.map(({network}) => protectedNetwork(network))
				.find(reason => reason !== undefined),
		run: explorer =>
			preview(
				explorer,
				removeNetworksPlan(
					chosen(explorer).map(({network}) => network),
					explorer.source.store.get(),
				),
			),
	},
	{
		id: 'prune-networks',
		keys: ['X'],
		title: 'Prune: remove the networks that no container uses',
		scope: 'networks',
		changesEngine: true,
		disabled: cannotChange,
		run: explorer => preview(explorer, prunePlan(explorer.source.store.get(), explorer.source.engine.host)),
	},
	{
		id: 'duplicate-network',
		keys: ['C'],
		title: 'Duplicate this network, with free subnets',
		scope: 'networks',
		changesEngine: true,
		disabled: fixed,
		run: explorer => openForm(explorer, duplicateNetworkForm(keyOf(current(explorer).network))),
	},
	{
		id: 'run-in-network',
		keys: ['r'],
		title: 'Run a container in this network',
		hint: 'run',
		scope: 'networks',
		changesEngine: true,
		disabled: fixed,
		run: explorer => openForm(explorer, runContainerForm({network: keyOf(current(explorer).network)})),
	},
	...probeKeys('networks'),
	matrixKey('networks'),
	{
		id: 'shell-in-network',
		keys: ['!'],
		title: 'Shell in a container of this network',
		scope: 'networks',
		changesEngine: true,
		disabled: noneRuns,
		run: shell,
	},
];

export const networksPane: Pane = {
	id: 'networks',
	key: '1',
	title: 'Networks',
	noun: 'network',
	view: networksView,
	onScreen: ({endpoints}: NetworkRow) => endpoints.map(({container}) => container.id),
	subject: ({network}: NetworkRow) => ({
		key: keyOf(network),
		name: network.name,
		reference: {kind: 'network', host: network.host, id: network.id},
		object: network,
	}),
	bindings,
	count: ({networks}) => networks.size,
	empty: () => ['this engine has no networks: c creates one'],
};
