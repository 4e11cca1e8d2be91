import type {HostId} from './reference.js';

export type ContainerId = string;

export type ContainerState = 'created' | 'running' | 'paused' | 'restarting' | 'removing' | 'exited' | 'dead';

/** One container's place on one network. A stopped container keeps its endpoint but has no address. */
export type Endpoint = {
	/** Full id of the network; empty where the engine does not tell (never started) and no network of that name exists. */
	readonly networkId: string;
	readonly networkName: string;
	readonly ipv4?: string;
	readonly ipv4PrefixLength?: number;
	readonly ipv6?: string;
	readonly ipv6PrefixLength?: number;
	readonly mac?: string;
	readonly gateway?: string;
	readonly gateway6?: string;
	/** Aliases the user gave, without the short id that engines add. Empty until `detailed`. */
	readonly aliases: readonly string[];
	/** Every name the engine's resolver answers to for this endpoint. Empty until `detailed`. */
	readonly dnsNames: readonly string[];
	/** Legacy links, `container:alias`. */
	readonly links: readonly string[];
	readonly driverOptions: Readonly<Record<string, string>>;
	/** Which endpoint gives the default gateway: highest first (API 1.48). */
	readonly gatewayPriority: number;
	/** Addresses that the user asked for, kept while the container is stopped. */
	readonly requested: {readonly ipv4?: string; readonly ipv6?: string};
};

/** One exposed or published port. `hostPort` undefined: exposed only. */
export type Port = {
	readonly hostIp?: string;
	readonly hostPort?: number;
	readonly containerPort: number;
	readonly protocol: string;
};

/** A host that a container is told to reach. */
export type WantedHost = {
	/** Where it is named: `Env DATABASE_URL`, `Cmd`. */
	readonly at: string;
	/** Lower case, never an IPv4 address. */
	readonly host: string;
	readonly port?: number;
	/** Of the URL that names it; undefined where it is `host:port` alone. */
	readonly scheme?: string;
};

/** What only the container's own inspect tells. */
export type ContainerDetails = {
	/** Milliseconds since 1970. */
	readonly startedAt?: number;
	readonly finishedAt?: number;
	readonly restartCount: number;
	readonly outOfMemory: boolean;
	/** Published as asked; `Container.ports` is what came of it. `hostPort` undefined: any free one. */
	readonly requestedPorts: readonly Port[];
	/** `--publish-all`. */
	readonly publishAll: boolean;
	/** EXPOSE of the image and `--expose`: words only, nothing listens for them. */
	readonly exposedPorts: readonly {readonly port: number; readonly protocol: string}[];
	readonly hostname?: string;
	/** Name servers, search domains and options that the user gave. */
	readonly dns: readonly string[];
	readonly dnsSearch: readonly string[];
	readonly dnsOptions: readonly string[];
	/** `name:address`. */
	readonly extraHosts: readonly string[];
	/** Legacy links of the default bridge, `container:alias`. */
	readonly links: readonly string[];
	readonly privileged: boolean;
	/** Without `CAP_`. */
	readonly capabilitiesAdded: readonly string[];
	readonly capabilitiesDropped: readonly string[];
	/** `no`, `always`, `unless-stopped`, `on-failure`; 0 retries: no limit. */
	readonly restartPolicy: {readonly name: string; readonly maximumRetries: number};
	readonly autoRemove: boolean;
	/** The command of the health check, as configured: `['CMD-SHELL', 'wget …']`. */
	readonly healthCheck?: readonly string[];
	/** The last run of it; the output is bounded. */
	readonly lastHealth?: {readonly exitCode: number; readonly output: string; readonly at?: number};
	/** Names of the proxy variables that are set, and what they leave out; values are never kept. */
	readonly proxy?: {readonly variables: readonly string[]; readonly exceptions: readonly string[]};
	/** Hosts that its environment and its command name in URLs and as `host:port`. */
	readonly wantedHosts?: readonly WantedHost[];
	readonly sysctls: Readonly<Record<string, string>>;
	/** `--mac-address`, kept while it is stopped (deprecated since API 1.44, still there in 1.51). */
	readonly requestedMac?: string;
	/** Host paths that are mounted. */
	readonly mounts: readonly string[];
	/** Same for containers that share a network namespace; empty where it has none. */
	readonly sandboxId?: string;
};

export type Container = {
	readonly host: HostId;
	readonly id: ContainerId;
	readonly name: string;
	readonly image: string;
	readonly command: string;
	readonly created?: number;
	readonly state: ContainerState;
	/** The engine's own words: `Up 3 minutes (healthy)`. */
	readonly status: string;
	readonly health?: 'healthy' | 'unhealthy' | 'starting';
	readonly exitCode?: number;
	/** Why the last start failed, in the engine's words. Known once `detailed`. */
	readonly error?: string;
	/** The engine's network mode: `bridge`, `host`, `none`, `container:<id>` or a network's name. */
	readonly networkMode: string;
	/** The container whose network namespace this one uses. */
	readonly sharesNetworkOf?: ContainerId;
	readonly endpoints: readonly Endpoint[];
	readonly ports: readonly Port[];
	readonly labels: Readonly<Record<string, string>>;
	/** True once read from the container's own inspect (aliases, names, error); lists do not carry these. */
	readonly detailed: boolean;
	readonly details?: ContainerDetails;
};
