import type {Network} from '../model/network.js';

type Statement = {readonly when: (network: Network) => boolean; readonly text: string};

const option =
	(key: string, value: string) =>
	({options}: Network): boolean =>
		options[`com.docker.network.bridge.${key}`] === value;
const iccOff = option('enable_icc', 'false');
const isDefaultBridge = option('default_bridge', 'true');
const isRouted = option('gateway_mode_ipv4', 'routed');
const onLan = ({driver}: Network) => driver === 'macvlan' || driver === 'ipvlan';
const isOpenBridge = (network: Network) => network.driver === 'bridge' && !network.internal;

/** Alone on their own: what else holds for a network of these kinds does not matter. */
const whole: readonly Statement[] = [
	{when: ({driver}) => driver === 'host', text: "no isolation: its containers use the host's own interfaces and ports"},
	{when: ({driver}) => driver === 'null', text: 'nobody: its containers have only their loopback interface'},
	{when: ({configOnly}) => configOnly, text: 'nobody: it is a template that other networks are made from'},
	{when: ({ingress}) => ingress, text: "the swarm's published ports come in here; containers cannot join it"},
];

const inside: readonly Statement[] = [
	{when: iccOff, text: 'its containers cannot reach each other (icc is off)'},
	{
		when: isDefaultBridge,
		text: 'its containers reach each other by address only: the default bridge has no name service',
	},
	{
		when: ({driver}) => driver === 'overlay',
		text: 'its containers reach each other by name, across the hosts of the swarm',
	},
	{
		when: ({driver, options}) => driver === 'macvlan' && options.macvlan_mode === 'private',
		text: 'its containers cannot reach each other (macvlan mode private)',
	},
	{when: () => true, text: 'its containers reach each other, by name too'},
];

const outwards: readonly Statement[] = [
	{when: ({internal}) => internal, text: 'internal: no way out, nothing comes in, no ports are published'},
	{when: onLan, text: 'the LAN of its parent interface, directly; but not its own host, and no ports are published'},
	{
		when: ({driver}) => driver === 'overlay',
		text: 'the outside by each host (docker_gwbridge); from outside only published ports',
	},
	{
		when: network => isOpenBridge(network) && isRouted(network),
		text: 'routed: the outside sees the addresses of the containers and needs a route to them',
	},
	{when: isOpenBridge, text: "the outside by the host's address (NAT); from outside only published ports"},
];

/** Who reaches its containers, as its settings say; nothing was measured. */
export function reachOf(network: Network): readonly string[] {
	const alone = whole.find(({when}) => when(network));
	if (alone) return [alone.text];
	return [inside, outwards].flatMap(statements => {
		const first = statements.find(({when}) => when(network));
		return first ? [first.text] : [];
	});
}
