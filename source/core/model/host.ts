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
	};
	/** Where the engine takes subnets from; undefined where the API (< 1.41) does not tell. */
	readonly addressPools: readonly {readonly base: string; readonly size: number}[] | undefined;
	/** Network drivers the engine lists. */
	readonly drivers: readonly string[];
};
