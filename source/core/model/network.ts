import type {HostId} from './reference.js';

/** One IPAM block of a network. Addresses without prefix length, `cidr` canonical. */
export type Subnet = {
	readonly cidr: string;
	readonly gateway?: string;
	readonly ipRange?: string;
	/** Name → reserved address. */
	readonly auxiliary: Readonly<Record<string, string>>;
};

/** A network as the engine has it; who is on it is read from the containers (stopped ones count too). */
export type Network = {
	readonly host: HostId;
	readonly id: string;
	readonly name: string;
	readonly driver: string;
	readonly scope: string;
	/** Milliseconds since 1970; undefined where the engine does not tell. */
	readonly created?: number;
	readonly internal: boolean;
	readonly attachable: boolean;
	readonly ingress: boolean;
	readonly configOnly: boolean;
	readonly configFrom?: string;
	readonly ipv4: boolean;
	readonly ipv6: boolean;
	readonly ipamDriver: string;
	readonly ipamOptions: Readonly<Record<string, string>>;
	readonly subnets: readonly Subnet[];
	readonly options: Readonly<Record<string, string>>;
	readonly labels: Readonly<Record<string, string>>;
	/** Made by the engine itself (bridge, host, none, docker_gwbridge, ingress; podman): never removed or changed. */
	readonly builtIn: boolean;
	/** Podman: made with `--disable-dns`; undefined where there is a name service, or the engine does not tell. */
	readonly nameless?: true;
	readonly details?: NetworkDetails;
};

/** What only the network's own inspect tells. */
export type NetworkDetails = {
	/** Endpoints that are live now, also those without a container (`ep-…`). */
	readonly live: readonly {
		readonly containerId: string;
		readonly name: string;
		readonly ipv4?: string;
		readonly ipv6?: string;
		readonly mac?: string;
	}[];
	/** Of an overlay: the nodes that this engine knows to be on it. */
	readonly peers: readonly {readonly name: string; readonly address: string}[];
	/** Of an overlay, as its gossip has it, on any node: tasks and containers; an empty service is a container's own. */
	readonly known: readonly {
		readonly service: string;
		readonly vip?: string;
		readonly name: string;
		readonly address: string;
		readonly hostAddress?: string;
	}[];
};
