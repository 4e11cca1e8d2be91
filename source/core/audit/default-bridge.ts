import type {Container, Endpoint} from '../model/container.js';
import type {Network} from '../model/network.js';
import {keyOf} from '../model/reference.js';
import type {Snapshot} from '../model/snapshot.js';

/** Docker's own network `bridge`; Podman has none. */
export function isBridgeOfDocker({name, driver, builtIn, host}: Network, {hosts}: Snapshot): boolean {
	return builtIn && name === 'bridge' && driver === 'bridge' && hosts.get(host)?.engine !== 'podman';
}

export function isDefaultBridge({networkId}: Endpoint, {host}: Container, snapshot: Snapshot): boolean {
	const network = snapshot.networks.get(keyOf({host, id: networkId}));
	return network !== undefined && isBridgeOfDocker(network, snapshot);
}
