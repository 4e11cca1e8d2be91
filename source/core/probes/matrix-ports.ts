import type {Container} from '../model/container.js';
import type {ListenersResult} from './listeners.js';
import type {OpenPorts} from './matrix.js';

const isLoopback = (address: string) => address === '::1' || address.startsWith('127.');

/** The TCP ports that others may connect to: those that listen; where these are not to be read, those that are exposed. */
export function openPorts(container: Container, {result, listeners}: ListenersResult): OpenPorts {
	if (result !== 'ok') {
		const {ports, details} = container;
		const exposed = [
			...ports.map(({containerPort: port, protocol}) => ({port, protocol})),
			...(details?.exposedPorts ?? []),
		].filter(({protocol}) => protocol === 'tcp');
		const note = 'what listens there could not be read';
		if (exposed.length === 0) return {ports: [], note: `${note}, and it exposes no TCP port`};
		return {ports: sorted(exposed), note: `${note}: these are the ports that it exposes`};
	}

	const listening = listeners.filter(({protocol}) => protocol === 'tcp');
	const open = sorted(listening.filter(({address}) => !isLoopback(address)));
	if (open.length > 0) return {ports: open};
	if (listening.length === 0) return {ports: [], note: 'it listens on no TCP port'};
	return {ports: [], note: `it listens on its loopback interface only (${sorted(listening).join(', ')})`};
}

function sorted(sockets: readonly {readonly port: number}[]): readonly number[] {
	return [...new Set(sockets.map(({port}) => port))].toSorted((one, other) => one - other);
}
