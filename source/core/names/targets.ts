import type {Container} from '../model/container.js';
import {keyOf} from '../model/reference.js';
import type {Snapshot} from '../model/snapshot.js';

/** Something a container may want to reach: `value` is what one would type. */
export type Target = {readonly value: string; readonly note: string; readonly running: boolean};

/** On these networks the engine answers no names. */
function hasNames(networkName: string): boolean {
	return !['bridge', 'host', 'none'].includes(networkName);
}

/** What the networks of a container offer to reach, running neighbours first, then gateways: names where names work, else addresses. */
export function targetsOf(container: Container, snapshot: Snapshot): readonly Target[] {
	const provider = container.sharesNetworkOf
		? (snapshot.containers.get(keyOf({host: container.host, id: container.sharesNetworkOf})) ?? container)
		: container;
	const neighbours: Target[] = [];
	const gateways: Target[] = [];
	const seen = new Set<string>();
	const add = (list: Target[], target: Target) => {
		if (seen.has(target.value)) return;
		seen.add(target.value);
		list.push(target);
	};

	for (const own of provider.endpoints) {
		for (const other of snapshot.containers.values()) {
			if (other.id === provider.id || other.host !== provider.host) continue;
			const endpoint = other.endpoints.find(({networkId}) => networkId !== '' && networkId === own.networkId);
			if (!endpoint) continue;
			const running = other.state === 'running';
			const where = `${other.name} on ${own.networkName}${running ? '' : `, ${other.state}`}`;
			const names = hasNames(own.networkName) ? [...endpoint.aliases, other.name] : [];
			for (const value of names) add(neighbours, {value, note: where, running});
			for (const value of [endpoint.ipv4, endpoint.ipv6]) if (value) add(neighbours, {value, note: where, running});
		}

		for (const value of [own.gateway, own.gateway6])
			if (value) add(gateways, {value, note: `gateway of ${own.networkName}`, running: true});
	}

	return [...neighbours.filter(({running}) => running), ...gateways, ...neighbours.filter(({running}) => !running)];
}
