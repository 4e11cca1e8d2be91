import type {ContainerId} from '../model/container.js';
import type {Subnet} from '../model/network.js';
import type {HostId} from '../model/reference.js';

/** A network to be made. Empty `subnets`: the engine chooses. */
export type NetworkDraft = {
	readonly name: string;
	readonly driver: string;
	readonly internal: boolean;
	readonly attachable: boolean;
	readonly ipv6: boolean;
	/** False only where the engine (API 1.48) can make networks without IPv4. */
	readonly ipv4: boolean;
	readonly subnets: readonly Subnet[];
	readonly ipamDriver?: string;
	readonly ipamOptions: Readonly<Record<string, string>>;
	/** Driver options; `encrypted` of overlay, `parent` of macvlan are here too. */
	readonly options: Readonly<Record<string, string>>;
	readonly labels: Readonly<Record<string, string>>;
};

/** How a container is attached. */
export type EndpointDraft = {
	readonly aliases: readonly string[];
	readonly ipv4?: string;
	readonly ipv6?: string;
	readonly mac?: string;
	readonly links: readonly string[];
	readonly driverOptions: Readonly<Record<string, string>>;
	readonly gatewayPriority?: number;
};

export const plainEndpoint: EndpointDraft = {aliases: [], links: [], driverOptions: {}};

/** A container to be run from an image that the engine already has. */
export type ContainerDraft = {
	readonly name?: string;
	readonly image: string;
	readonly command: readonly string[];
	/** Network name. */
	readonly network: string;
	readonly endpoint: EndpointDraft;
	readonly removeWhenStopped: boolean;
};

type NamedNetwork = {readonly network: string; readonly networkName: string};
type NamedContainer = {readonly container: ContainerId; readonly containerName: string};

/** One change of an engine. Ids are what is used; names are for people and for the previewed command. */
export type Step = {readonly host: HostId} & (
	| {readonly type: 'create-network'; readonly draft: NetworkDraft}
	| ({readonly type: 'remove-network'} & NamedNetwork)
	| ({readonly type: 'connect'; readonly endpoint: EndpointDraft} & NamedNetwork & NamedContainer)
	| ({readonly type: 'disconnect'; readonly force: boolean} & NamedNetwork & NamedContainer)
	| {readonly type: 'run-container'; readonly draft: ContainerDraft}
	| ({readonly type: 'remove-container'} & NamedContainer)
	/** `image` as the docker command takes it: the tag is `latest` where it names none. */
	| {readonly type: 'pull-image'; readonly image: string}
);

/** What a plan does besides, one sentence each. */
export type Effect = {readonly tone: 'info' | 'warn' | 'danger'; readonly text: string};

/** A change as a value: previewed, run, printed and inverted from this one thing. */
export type Plan = {
	readonly title: string;
	readonly steps: readonly Step[];
	readonly effects: readonly Effect[];
};

/** How one step went; `created`: the id that the engine gave. */
export type StepOutcome = {readonly created?: string; readonly warnings: readonly string[]};
