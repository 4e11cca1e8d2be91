/** What a driver option's value may be. */
type Kind =
	| {readonly type: 'bool'}
	| {readonly type: 'one-of'; readonly values: readonly string[]}
	| {readonly type: 'number'; readonly from: number; readonly to: number}
	| {readonly type: 'address'; readonly version?: 4 | 6}
	| {readonly type: 'interface'}
	| {readonly type: 'any'};

export type DriverOption = {
	readonly name: string;
	readonly kind: Kind;
	/** The first Docker release that knows it, where that is later than 20.10. */
	readonly since?: string;
};

const bool: Kind = {type: 'bool'};
const mtu: DriverOption = {name: 'com.docker.network.driver.mtu', kind: {type: 'number', from: 68, to: 65_535}};
const interfacePrefix: DriverOption = {name: 'com.docker.network.container_iface_prefix', kind: {type: 'interface'}};
const gatewayMode: Kind = {type: 'one-of', values: ['nat', 'routed', 'nat-unprotected', 'isolated']};
const announcements: readonly DriverOption[] = [
	{name: 'com.docker.network.advertise_addr_nmsgs', kind: {type: 'number', from: 0, to: 3}, since: '28.1'},
	{name: 'com.docker.network.advertise_addr_ms', kind: {type: 'number', from: 100, to: 2000}, since: '28.1'},
];

const byDriver: Readonly<Record<string, readonly DriverOption[]>> = {
	bridge: [
		{name: 'com.docker.network.bridge.name', kind: {type: 'interface'}},
		{name: 'com.docker.network.bridge.enable_icc', kind: bool},
		{name: 'com.docker.network.bridge.enable_ip_masquerade', kind: bool},
		{name: 'com.docker.network.bridge.host_binding_ipv4', kind: {type: 'address'}},
		{name: 'com.docker.network.bridge.gateway_mode_ipv4', kind: gatewayMode, since: '27'},
		{name: 'com.docker.network.bridge.gateway_mode_ipv6', kind: gatewayMode, since: '27'},
		{name: 'com.docker.network.bridge.inhibit_ipv4', kind: bool, since: '25'},
		{name: 'com.docker.network.bridge.trusted_host_interfaces', kind: {type: 'any'}, since: '28.2'},
		{name: 'com.docker.network.host_ipv4', kind: {type: 'address', version: 4}},
		{name: 'com.docker.network.host_ipv6', kind: {type: 'address', version: 6}, since: '25'},
		mtu,
		interfacePrefix,
		...announcements,
	],
	overlay: [
		mtu,
		{name: 'com.docker.network.driver.overlay.vxlanid_list', kind: {type: 'any'}},
		{name: 'encrypted', kind: {type: 'any'}},
		{name: 'dsr', kind: {type: 'any'}},
		interfacePrefix,
	],
	macvlan: [
		{name: 'parent', kind: {type: 'any'}},
		{name: 'macvlan_mode', kind: {type: 'one-of', values: ['bridge', 'private', 'vepa', 'passthru']}},
		interfacePrefix,
		...announcements,
	],
	ipvlan: [
		{name: 'parent', kind: {type: 'any'}},
		{name: 'ipvlan_mode', kind: {type: 'one-of', values: ['l2', 'l3', 'l3s']}},
		{name: 'ipvlan_flag', kind: {type: 'one-of', values: ['bridge', 'private', 'vepa']}},
		interfacePrefix,
		...announcements,
	],
};

/** The options that a driver knows; undefined for a plugin, whose options only it knows. */
export function optionsOfDriver(driver: string): readonly DriverOption[] | undefined {
	return byDriver[driver];
}

/** The names to offer while typing. */
export function optionNames(driver: string): readonly string[] {
	return (byDriver[driver] ?? []).map(option => option.name);
}
