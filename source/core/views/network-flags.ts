import type {Network} from '../model/network.js';

const icc = 'com.docker.network.bridge.enable_icc';
const masquerade = 'com.docker.network.bridge.enable_ip_masquerade';

/** What sets a network apart, in the words of the list; `meaning` in those of the inspector. */
type NetworkFlag = {readonly flag: string; readonly meaning: string; readonly is: (network: Network) => boolean};

const all: readonly NetworkFlag[] = [
	{
		flag: 'built-in',
		meaning: 'made by the engine itself: it is never removed or changed',
		is: ({builtIn}) => builtIn,
	},
	{flag: 'internal', meaning: 'no way out to other networks, no published ports', is: ({internal}) => internal},
	{
		flag: 'attachable',
		meaning: 'single containers may join, not services alone',
		is: ({attachable}) => attachable,
	},
	{flag: 'encrypted', meaning: 'traffic between hosts is encrypted (IPsec)', is: isEncrypted},
	{flag: 'ipv6', meaning: 'containers get IPv6 addresses', is: ({ipv6}) => ipv6},
	{
		flag: 'no-ipv4',
		meaning: 'containers get no IPv4 addresses',
		is: ({ipv4, subnets}) => !ipv4 && subnets.length > 0,
	},
	{flag: 'icc-off', meaning: 'its containers cannot reach each other', is: ({options}) => options[icc] === 'false'},
	{
		flag: 'no-nat',
		meaning: 'traffic to the outside keeps the addresses of the containers',
		is: ({options}) => options[masquerade] === 'false',
	},
	{flag: 'ingress', meaning: "carries the swarm's published ports", is: ({ingress}) => ingress},
	{flag: 'config-only', meaning: 'a template: no container can join', is: ({configOnly}) => configOnly},
];

export function isEncrypted({options}: Network): boolean {
	return 'encrypted' in options && options.encrypted !== 'false';
}

export function flagsOf(network: Network): readonly NetworkFlag[] {
	return all.filter(flag => flag.is(network));
}
