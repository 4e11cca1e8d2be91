/** What engines say of a container, a task or a call that failed, and which finding that is; first match wins (no case). */
const known: readonly (readonly [pattern: RegExp, finding: string])[] = [
	[
		/port is already allocated|all ports are allocated|failed to bind (host )?port.*address already in use|listen tcp[46]? .*bind: address already in use/i,
		'port-already-allocated',
	],
	[/(bind|listen).*cannot assign requested address/i, 'port-bound-to-loopback-or-one-ip'],
	[
		/ip6tables.*(No chain\/target\/match by that name|Permission denied|can't initialize ip6tables|Table does not exist)|cannot set up ip6tables/i,
		'ipv6-ip6tables',
	],
	[
		/iptables.*(No chain\/target\/match by that name|Permission denied|can't initialize iptables|Table does not exist)/i,
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
		/no available IPv[46] addresses on this network's address pools|could not find an available (IP|address)|no available addresses/i,
		'ipam-subnet-exhausted',
	],
	[
		/no configured subnet contains IP address|user[- ]specified IP address is supported|Address already in use/i,
		'ipam-static-ip-rejected',
	],
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
		/parent interface .* was not found on the Docker host|-o parent interface was not found|invalid subinterface vlan name|vlan id must be between/i,
		'macvlan-parent-missing',
	],
	[/failed to create the (macvlan|ipvlan) port|is already using parent interface/i, 'macvlan-parent-busy'],
	[
		/cannot join network( namespace)? of (a non running )?container|joining network namespace of container/i,
		'netns-shared-target-down',
	],
	[/network has active endpoints|network \S+ has active endpoints/i, 'net-active-endpoints-on-rm'],
	[/network \S+ is ambiguous/i, 'net-ambiguous-name'],
	[/network [0-9a-f]{64} not found|network \S+ not found|could not find network/i, 'net-missing-reference'],
	[/endpoint with name \S+ already exists in network/i, 'net-stale-endpoint'],
	[/could not find plugin|plugin .* (not found|is disabled)|plugin not found/i, 'plugin-missing-or-disabled'],
	[/^remote: |NetworkDriver\.\w+:|IpamDriver\.\w+:/i, 'plugin-error'],
	[/failed to add the host .* <=> sandbox .* pair interfaces: operation not supported/i, 'daemon-veth-module'],
	[/adding interface \S+ to bridge \S+ failed: exchange full/i, 'conn-bridge-too-many-endpoints'],
	[/client version .* is too (old|new)/i, 'daemon-api-version'],
	[/IPv4 forwarding is disabled/i, 'daemon-ip-forward-disabled'],
	[/cannot restrict inter-container communication or run without the userland proxy/i, 'daemon-br-netfilter'],
];

const prefixes =
	/^(Error response from daemon: |failed to set up container networking: |failed to create task for container: |driver failed programming external connectivity on endpoint \S+ \([0-9a-f]+\): |rpc error: code = \w+ desc = )+/i;

/** The finding that an engine's error text stands for (reference: the engines' sources, releases 19.03 to 29). */
export function findingOfError(text: string): string | undefined {
	const bare = text.replace(prefixes, '');
	return known.find(([pattern]) => pattern.test(bare))?.[1];
}
