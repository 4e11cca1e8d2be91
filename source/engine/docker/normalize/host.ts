import {defaultPools} from '../../../core/ip/default-pools.js';
import type {Host, HostDetails} from '../../../core/model/host.js';
import type {HostId} from '../../../core/model/reference.js';
import {versionAtLeast} from '../../../core/plan/gates.js';
import {list, number, record, text, texts, time} from './json.js';

export type HostFacts = {
	readonly id: HostId;
	readonly address: string;
	readonly engine: 'docker' | 'podman';
	readonly version: string;
	readonly apiVersion: string;
};

const swarmStates: Readonly<Record<string, Host['swarm']['state']>> = {
	pending: 'pending',
	active: 'active',
	error: 'error',
	locked: 'locked',
};

/** `info`: the answer of /info, or undefined where the engine (or a proxy in front of it) does not give it. */
export function normalizeHost(facts: HostFacts, info: unknown): Host {
	const {Name, OperatingSystem, SecurityOptions, Rootless, Swarm, Plugins} = record(info);
	const swarm = record(Swarm);
	return {
		...facts,
		name: text(Name) ?? facts.address,
		operatingSystem: text(OperatingSystem) ?? '',
		rootless: Rootless === true || texts(SecurityOptions).some(option => option.startsWith('name=rootless')),
		swarm: {
			state: swarmStates[text(swarm.LocalNodeState) ?? ''] ?? 'inactive',
			manager: swarm.ControlAvailable === true,
			nodeId: text(swarm.NodeID),
			nodeAddress: text(swarm.NodeAddr),
			error: text(swarm.Error),
		},
		addressPools: info === undefined ? undefined : addressPools(facts, record(info).DefaultAddressPools),
		drivers: texts(record(Plugins).Network),
		...(info !== undefined && {details: hostDetails(info)}),
	};
}

function hostDetails(json: unknown): HostDetails {
	const info = record(json);
	const {Driver, Info} = record(info.FirewallBackend);
	const driver = text(Driver);
	return {
		warnings: texts(info.Warnings),
		ipv4Forwarding: typeof info.IPv4Forwarding === 'boolean' ? info.IPv4Forwarding : undefined,
		liveRestore: typeof info.LiveRestoreEnabled === 'boolean' ? info.LiveRestoreEnabled : undefined,
		// Facts come as pairs: [["EnableUserlandProxy", "true"]].
		firewall: driver ? {driver, facts: Object.fromEntries(list(Info).map(pair => texts(pair).slice(0, 2)))} : undefined,
		kernel: text(info.KernelVersion),
		clock: time(info.SystemTime),
		architecture: text(info.Architecture),
		configuredPools: list(info.DefaultAddressPools).length > 0,
	};
}

function addressPools(facts: HostFacts, configured: unknown): Host['addressPools'] {
	if (!versionAtLeast(facts.apiVersion, '1.41') || facts.engine === 'podman') return undefined;
	// Reported only where they are configured.
	const pools = list(configured).flatMap(pool => {
		const {Base, Size} = record(pool);
		const base = text(Base);
		const size = number(Size);
		return base && size !== undefined ? [{base, size}] : [];
	});
	return pools.length > 0 ? pools : defaultPools;
}
