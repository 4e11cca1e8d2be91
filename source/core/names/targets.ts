import type {Container} from '../model/container.js';
import {keyOf} from '../model/reference.js';
import type {Snapshot} from '../model/snapshot.js';

/** Something a container may want to reach: `value` is what one would type. */
export type Target = {readonly value: string; readonly isAddress: boolean; readonly note: string};

/** On these networks the engine answers no names. */
function hasNames(networkName: string): boolean {
	return !['bridge', 'host', 'none'].includes(networkName);
}

/** Whose endpoints a container uses: its own, or those of the container whose namespace it shares. */
function providerOf(container: Container, snapshot: Snapshot): Container {
	const {host, sharesNetworkOf} = container;
	return (sharesNetworkOf && snapshot.containers.get(keyOf({host, id: sharesNetworkOf}))) || container;
}

function isOn(container: Container, networkId: string): boolean {
	return networkId !== '' && container.endpoints.some(endpoint => endpoint.networkId === networkId);
}

/** The other containers on its networks, running ones first. */
export function neighboursOf(container: Container, snapshot: Snapshot): readonly Container[] {
	const provider = providerOf(container, snapshot);
	const others = [...snapshot.containers.values()].filter(
		other =>
			other.id !== provider.id &&
			other.host === provider.host &&
			provider.endpoints.some(({networkId}) => isOn(other, networkId)),
	);
	return [...others.filter(({state}) => state === 'running'), ...others.filter(({state}) => state !== 'running')];
}

/** What the networks of a container offer to reach: neighbours by name where names work, gateways, then by address. */
export function targetsOf(container: Container, snapshot: Snapshot): readonly Target[] {
	const {endpoints} = providerOf(container, snapshot);
	const shared = neighboursOf(container, snapshot).flatMap(other =>
		other.endpoints
			.filter(({networkId}) => endpoints.some(own => own.networkId === networkId))
			.map(endpoint => ({
				endpoint,
				names: hasNames(endpoint.networkName) ? [...endpoint.aliases, other.name] : [],
				note: `${other.name} on ${endpoint.networkName}${other.state === 'running' ? '' : `, ${other.state}`}`,
			})),
	);
	const gateways = endpoints.flatMap(({gateway, gateway6, networkName}) =>
		[gateway, gateway6].map(value => ({value, isAddress: true, note: `gateway of ${networkName}`})),
	);
	const all = [
		...shared.flatMap(({names, note}) => names.map(value => ({value, isAddress: false, note}))),
		...gateways,
		...shared.flatMap(({endpoint, note}) =>
			[endpoint.ipv4, endpoint.ipv6].map(value => ({value, isAddress: true, note})),
		),
	];
	const seen = new Set<string>();
	return all.flatMap(({value, ...rest}) => {
		if (!value || seen.has(value)) return [];
		seen.add(value);
		return [{value, ...rest}];
	});
}
