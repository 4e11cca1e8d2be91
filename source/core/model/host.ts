import type {HostId} from './reference.js';

/** One engine, as its version and information endpoints describe it. */
export type Host = {
	readonly id: HostId;
	/** The machine's name as the engine knows it. */
	readonly name: string;
	/** The address in use, for people: `unix:///var/run/docker.sock`. */
	readonly address: string;
	readonly engine: 'docker' | 'podman' | 'simulated';
	/** The engine's release, `20.10.24+dfsg1`. */
	readonly version: string;
	/** The negotiated (pinned) API version, `1.41`. */
	readonly apiVersion: string;
	readonly operatingSystem: string;
	readonly rootless: boolean;
	readonly swarm: {
		readonly state: 'inactive' | 'pending' | 'active' | 'error' | 'locked';
		readonly manager: boolean;
		readonly nodeId?: string;
		readonly nodeAddress?: string;
		readonly error?: string;
	};
	/** Where the engine takes subnets from; undefined where the API (< 1.41) does not tell. */
	readonly addressPools: readonly {readonly base: string; readonly size: number}[] | undefined;
	/** Network drivers the engine lists. */
	readonly drivers: readonly string[];
	readonly details?: HostDetails;
};

/** What an engine tells of itself and its machine; undefined fields: it does not tell. */
export type HostDetails = {
	readonly warnings: readonly string[];
	readonly ipv4Forwarding?: boolean;
	readonly liveRestore?: boolean;
	/** `iptables`, `nftables`, `iptables+firewalld` (API 1.49), with what it says of itself. */
	readonly firewall?: {readonly driver: string; readonly facts: Readonly<Record<string, string>>};
	readonly kernel?: string;
	/** The machine's own clock when it was asked; milliseconds since 1970. */
	readonly clock?: number;
	readonly architecture?: string;
	/** Pools that somebody configured, unlike `addressPools`, which are the ones in force. */
	readonly configuredPools: boolean;
	/** Managed plugins; undefined until they were asked for. `types`: `docker.networkdriver/1.0`. */
	readonly plugins?: readonly {readonly name: string; readonly enabled: boolean; readonly types: readonly string[]}[];
};
