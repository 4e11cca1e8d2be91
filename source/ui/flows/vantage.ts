import type {Container} from '../../core/model/container.js';
import {quote} from '../../core/plan/quote.js';
import type {ContainerRow} from '../../core/views/containers.js';
import type {NetworkRow} from '../../core/views/networks.js';
import type {Explorer} from '../explorer.js';
import {choose} from './choose.js';

/** Why no program of a container can be started now, and what would change that. */
function cannotRun({name, state}: Container): string | undefined {
	if (state === 'running') return undefined;
	return state === 'paused'
		? `${name} is paused, so nothing can be run in it: docker unpause ${quote(name)}`
		: `${name} is ${state}, so nothing can be run in it: docker start ${quote(name)}`;
}

/**
 * The container to look from: the one under the cursor, or one of the network under the cursor. A probe may be possible
 * where no program can be started, and gives a reason where it is not.
 */
export function withVantage(
	explorer: Explorer,
	purpose: string,
	use: (container: Container) => void,
	usable: (container: Container) => boolean = () => true,
): void {
	if (explorer.row === undefined) return;
	if (explorer.state.pane === 'containers') {
		use((explorer.row as ContainerRow).container);
		return;
	}

	const {network, endpoints} = explorer.row as NetworkRow;
	const all = endpoints.map(({container}) => container).filter(usable);
	const running = all.filter(({state}) => state === 'running');
	const containers = [...running, ...all.filter(container => !running.includes(container))];
	choose(
		explorer,
		`${purpose} which container of ${network.name}?`,
		containers.map(({id, name, image, state}) => ({
			value: id,
			label: name,
			note: state === 'running' ? image : `${image}, ${state}`,
		})),
		id => {
			const chosen = containers.find(container => container.id === id);
			if (chosen) use(chosen);
		},
		{none: `no container is on ${network.name}: there is nobody to ask from`},
	);
}

/** As `withVantage`, of containers in which a program can be started. */
export function withRunning(explorer: Explorer, purpose: string, use: (container: Container) => void): void {
	withVantage(explorer, purpose, use, container => !cannotRun(container));
}

/** For a binding's `disabled`. */
export function noRow(explorer: Explorer): string | undefined {
	return explorer.row === undefined ? 'nothing is selected' : undefined;
}

/** For a binding's `disabled`. */
export function noneRuns(explorer: Explorer): string | undefined {
	const reason = noRow(explorer);
	if (reason || explorer.state.pane !== 'containers') return reason;
	return cannotRun((explorer.row as ContainerRow).container);
}
