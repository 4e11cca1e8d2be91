/** What engines say of a container, a task or a call that failed, and which finding that is; first match wins (no case). */
const known: readonly (readonly [pattern: RegExp, finding: string])[] = [
	[
		/port is already allocated|all ports are allocated|failed to bind (host )?port.*address already in use|listen (tcp|udp|sctp)[46]? .*bind: address already in use/i,
		'port-already-allocated',
	],
	// Docker Desktop asks the machine that it runs on, which says it in its own words.
	[/ports are not available: (?!.*cannot assign requested address)/i, 'port-already-allocated'],
	[/(bind|listen).*cannot assign requested address/i, 'port-bound-to-loopback-or-one-ip'],
	[
		/ip6tables.*(No chain\/target\/match by that name|Permission denied|can't initialize ip6tables|Table does not exist|Chain '\S+' does not exist|(CHAIN|RULE)_\w+ failed)|cannot set up ip6tables/i,
		'ipv6-ip6tables',
	],
	[
		/iptables.*(No chain\/target\/match by that name|Permission denied|can't initialize iptables|Table does not exist|Chain '\S+' does not exist|(CHAIN|RULE)_\w+ failed)/i,
		'port-iptables-chain-missing',
	],
	[/invalid port specification: "0\/|empty list of port-bindings/i, 'port-zero-or-empty-binding'],
	[/Pool overlaps with other one on this address space|networks have overlapping IPv[46]/i, 'ipam-pool-overlap'],
	[/networks have same bridge name/i, 'ipam-pool-overlap'],
	[
		/all predefined address pools have been fully subnetted|could not find an available, non-overlapping IPv[46] address pool/i,
		'ipam-pools-exhausted',
	],
	[
		/no available IPv[46] addresses on this network's address pools|could not find an available (IP|address)|no available addresses|failed to find free IP in range/i,
		'ipam-subnet-exhausted',
	],
	[
		/no configured subnet (contains IP address|or ip-range contain)|Invalid address \S+ It does not belong to any of this network's subnets|user[- ]specified IP address is supported|requested (static )?ip( address)? \S+ (is already allocated|not in any subnet)/i,
		'ipam-static-ip-rejected',
	],
	// Of sockets the same is said, with what was to be done: `bind: address already in use`.
	[/^(?!.*\b(bind|listen|dial|connect)\b).*Address already in use/i, 'ipam-static-ip-rejected'],
	[/network .* not manually attachable/i, 'overlay-not-attachable'],
	[
		/This node is not a swarm manager|swarm scoped network when swarm is not active|multi-host network from a worker node/i,
		'overlay-needs-swarm-manager',
	],
	[/cannot join secure network/i, 'overlay-encrypted-esp-blocked'],
	[/network sandbox join failed|error creating vxlan interface/i, 'overlay-sandbox-join-failed'],
	[/attaching to network failed, make sure your network options are correct/i, 'overlay-attach-timeout'],
	[/no suitable node/i, 'overlay-vip-no-backend'],
	[
		/already in use by service .* as an? (ingress|host-published) port|can't be used with dnsrr mode|service needs ingress network/i,
		'overlay-port-conflict-ingress-host',
	],
	[/incompatible with swarm mode/i, 'swarm-feature-incompatible'],
	[
		/parent interface .* was not found on the Docker host|-o parent interface (does )?was not found|failed to find master interface|invalid subinterface vlan name|vlan id must be between/i,
		'macvlan-parent-missing',
	],
	[/failed to create the (macvlan|ipvlan) port|is already using parent interface/i, 'macvlan-parent-busy'],
	[
		/cannot join (own )?network( namespace)?( of (a non running )?container|$)|joining network namespace of container|is restarting, wait until|cannot get namespace path unless container/i,
		'netns-shared-target-down',
	],
	[/network has active endpoints|network \S+ has active endpoints/i, 'net-active-endpoints-on-rm'],
	[/network \S+ is ambiguous/i, 'net-ambiguous-name'],
	[/network driver \S+ not found|invalid ipam driver/i, 'plugin-missing-or-disabled'],
	[
		/network [0-9a-f]{64} not found|network \S+ not found|could not find network|unable to find network with name or ID/i,
		'net-missing-reference',
	],
	[/endpoint with name \S+ already exists in network/i, 'net-stale-endpoint'],
	// Plugins keep logs and volumes, too.
	[
		/^(?!.*\b(logging|log driver|volume|mount)).*(could not find plugin|plugin .* (not found|is disabled)|plugin not found)/i,
		'plugin-missing-or-disabled',
	],
	[/^remote: |NetworkDriver\.\w+:|IpamDriver\.\w+:/i, 'plugin-error'],
	[/failed to add the host .* <=> sandbox .* pair interfaces: operation not supported/i, 'daemon-veth-module'],
	[/adding interface \S+ to bridge \S+ failed: exchange full/i, 'conn-bridge-too-many-endpoints'],
	[/client version .* is too (old|new)/i, 'daemon-api-version'],
	[/IPv4 forwarding is disabled/i, 'daemon-ip-forward-disabled'],
	[/cannot restrict inter-container communication or run without the userland proxy/i, 'daemon-br-netfilter'],
];

const prefixes =
	/^(Error response from daemon: |failed to set up container networking: |failed to create task for container: |driver failed programming external connectivity on endpoint \S+ \([0-9a-f]+\): |rpc error: code = \w+ desc = )+/i;

/** The finding that an engine's error text stands for (reference: the sources of Docker, releases 19.03 to 29, and of Podman). */
export function findingOfError(text: string): string | undefined {
	const bare = text.replace(prefixes, '');
	return known.find(([pattern]) => pattern.test(bare))?.[1];
}
