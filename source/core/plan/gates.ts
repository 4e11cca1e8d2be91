import type {Host} from '../model/host.js';

/** What an engine must be for a feature: the API's version decides where it is given, else the release. `podman`: has it always. */
export type Gate = {readonly engine: string; readonly api?: string; readonly podman?: true};

export const gates = {
	networkWithoutIpv4: {engine: '28', api: '1.48'},
	gatewayPriority: {engine: '28', api: '1.48'},
	macOnConnect: {engine: '29.3', api: '1.54', podman: true},
	ipv6WithoutSubnet: {engine: '27'},
	/** A subnet of one or two addresses (/31, /32): 20.10 refuses, 26 does not. */
	subnetOfTwo: {engine: '26'},
	anyFreeSubnetOfSize: {engine: '29'},
	severalNetworksOnParent: {engine: '27'},
	interfaceName: {engine: '28'},
	endpointSysctls: {engine: '27', api: '1.46'},
} as const satisfies Record<string, Gate>;

/** Compares release numbers, `20.10.24+dfsg1` with `28`; what follows the numbers does not count. */
export function versionAtLeast(actual: string, wanted: string): boolean {
	const numbers = (version: string) => (/^[\d.]*/.exec(version)?.[0] ?? '').split('.').map(Number);
	const have = numbers(actual);
	for (const [index, need] of numbers(wanted).entries()) {
		const part = have[index] ?? 0;
		if (part !== need) return part > need;
	}

	return true;
}

/** Why the engine cannot, or undefined where it can (or where nothing is known about it yet). */
export function lacks(host: Host | undefined, gate: Gate): string | undefined {
	if (!host || (gate.podman && host.engine === 'podman')) return undefined;
	if (gate.api) {
		if (versionAtLeast(host.apiVersion, gate.api)) return undefined;
		return `needs engine ${gate.engine} (API ${gate.api}); this one speaks ${host.apiVersion}`;
	}

	// Podman's release numbers are its own; it makes no promise of Docker's behaviour.
	if (host.engine === 'podman') return `needs Docker ${gate.engine}; this is Podman ${host.version}`;
	return versionAtLeast(host.version, gate.engine)
		? undefined
		: `needs engine ${gate.engine}; this one is ${host.version}`;
}
