const words: Readonly<Record<string, string>> = {
	'com.docker.network.bridge.default_bridge': "the engine's default bridge",
	'com.docker.network.bridge.name': 'bridge interface on the host',
	'com.docker.network.bridge.enable_icc': 'its containers may reach each other',
	'com.docker.network.bridge.enable_ip_masquerade': "traffic to the outside takes the host's address",
	'com.docker.network.bridge.host_binding_ipv4': 'host address that ports are published on by default',
	'com.docker.network.bridge.gateway_mode_ipv4': 'how IPv4 goes in and out (nat, routed, isolated)',
	'com.docker.network.bridge.gateway_mode_ipv6': 'how IPv6 goes in and out (nat, routed, isolated)',
	'com.docker.network.bridge.inhibit_ipv4': 'the bridge gets no address from the engine',
	'com.docker.network.bridge.trusted_host_interfaces': 'host interfaces that may reach the containers directly',
	'com.docker.network.container_iface_prefix': 'how interfaces in containers are named',
	'com.docker.network.driver.mtu': 'largest packet, bytes (MTU)',
	'com.docker.network.driver.overlay.vxlanid_list': 'VXLAN ids, one for each subnet',
	'com.docker.network.host_ipv4': 'IPv4 source address towards the outside',
	'com.docker.network.host_ipv6': 'IPv6 source address towards the outside',
	'com.docker.network.internal': 'internal (the older way to say it)',
	encrypted: 'traffic between hosts is encrypted (IPsec)',
	dsr: 'answers of a service go straight back to the client',
	parent: 'host interface that it hangs on',
	macvlan_mode: 'how its containers see each other',
	ipvlan_mode: 'switched (l2) or routed by the host (l3, l3s)',
	ipvlan_flag: 'how its containers see each other',
	mtu: 'largest packet, bytes (MTU)',
	mode: 'mode of the driver',
	isolate: 'kept apart from other networks',
	vlan: 'VLAN id',
};

/** A driver's option in words; empty for one that we do not know. */
export function optionWords(key: string): string {
	return words[key] ?? '';
}
