import type {Container} from '../../core/model/container.js';
import {quote} from '../../core/plan/quote.js';
import type {ContainerRow} from '../../core/views/containers.js';
import type {NetworkRow} from '../../core/views/networks.js';
import type {Explorer} from '../explorer.js';
import {choose} from './choose.js';

/** Why nothing can be run in a container now, and what would change that. */
function cannotRun({name, state}: Container): string | undefined {
	if (state === 'running') return undefined;
	return state === 'paused'
		? `${name} is paused, so nothing can be run in it: docker unpause ${quote(name)}`
		: `${name} is ${state}, so nothing can be run in it: docker start ${quote(name)}`;
}

/** The container to look from: the one under the cursor, or one of the network under the cursor. */
export function withVantage(explorer: Explorer, purpose: string, use: (container: Container) => void): void {
	if (explorer.row === undefined) return;
	if (explorer.state.pane === 'containers') {
		use((explorer.row as ContainerRow).container);
		return;
	}

	const {network, endpoints} = explorer.row as NetworkRow;
	const containers = endpoints.map(({container}) => container).filter(container => !cannotRun(container));
	choose(
		explorer,
		`${purpose} from which container of ${network.name}?`,
		containers.map(container => ({value: container.id, label: container.name, note: container.image})),
		id => {
			const chosen = containers.find(container => container.id === id);
			if (chosen) use(chosen);
		},
		{none: `no container runs on ${network.name}: there is nobody to ask from`},
	);
}

/** For a binding's `disabled`. */
export function noVantage(explorer: Explorer): string | undefined {
	if (explorer.row === undefined) return 'nothing is selected';
	return explorer.state.pane === 'containers' ? cannotRun((explorer.row as ContainerRow).container) : undefined;
}
