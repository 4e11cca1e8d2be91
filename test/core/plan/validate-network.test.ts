import {expect, test} from 'vitest';
import type {Host} from '../../../source/core/model/host.js';
import type {NetworkDraft} from '../../../source/core/plan/step.js';
import {networkProblems} from '../../../source/core/plan/validate-network.js';
import {aDraft, aNetwork, anEngine, aPicture, host} from './picture.js';

const networks = [
	aNetwork('back', {subnets: [{cidr: '10.9.0.0/24', auxiliary: {}}]}),
	aNetwork('mesh', {driver: 'overlay', scope: 'swarm', subnets: [{cidr: '10.8.0.0/24', auxiliary: {}}]}),
	aNetwork('lan', {driver: 'macvlan', options: {parent: 'eth0'}}),
	aNetwork('alone', {driver: 'macvlan', options: {parent: 'eth1', macvlan_mode: 'passthru'}}),
];
const subnet = {cidr: '10.20.0.0/24', gateway: '10.20.0.1', auxiliary: {}};
const old = {version: '20.10.24', apiVersion: '1.41'};
const podman = {engine: 'podman', version: '4.3.1', apiVersion: '1.41', drivers: ['bridge', 'macvlan']} as const;
const lan = {driver: 'macvlan', subnets: [subnet]} as const;
const mtu = 'com.docker.network.driver.mtu';

test.each<[string, Partial<NetworkDraft>, Partial<Host>, readonly string[]]>([
	['a plain bridge', {}, {}, []],
	['no name', {name: ''}, {}, ['bad name: a network needs a name']],
	['reserved', {name: 'host'}, {}, ['bad name: host is reserved: choose another name']],
	['taken', {name: 'back'}, {}, ['bad name: a network back exists already: choose another name']],
	[
		'host driver',
		{driver: 'host', name: ''},
		{},
		['bad driver: the one host network exists already: run a container with it (docker run --network host)'],
	],
	[
		'driver not listed',
		{driver: 'weave'},
		podman,
		['bad driver: this engine has no driver weave: it lists bridge, macvlan'],
	],
	[
		'overlay without swarm',
		{driver: 'overlay', attachable: true},
		{swarm: {state: 'inactive', manager: false}},
		['bad driver: overlay needs a swarm, and this engine is in none (docker swarm init, or join)'],
	],
	[
		'overlay on a worker',
		{driver: 'overlay', attachable: true},
		{swarm: {state: 'active', manager: false}},
		['bad driver: overlay networks are made on a manager, and this engine is a worker of its swarm'],
	],
	[
		'IPv4 off, old engine',
		{ipv4: false, ipv6: true, subnets: [{cidr: 'fd00:1::/64', auxiliary: {}}]},
		old,
		['bad ipv4: a network without IPv4 needs engine 28 (API 1.48); this one speaks 1.41'],
	],
	['both off', {ipv4: false}, {}, ['bad ipv4: IPv4 and IPv6 are both off: switch one on']],
	[
		'IPv6 without subnet, old engine',
		{ipv6: true},
		old,
		['bad subnets: IPv6 without an IPv6 subnet needs engine 27; this one is 20.10.24: give a subnet like fd00:1::/64'],
	],
	['IPv6 without subnet, new engine', {ipv6: true}, {}, []],
	[
		'a subnet of IPv6 with IPv6 off',
		{subnets: [{cidr: 'fd00:1::/64', auxiliary: {}}]},
		{},
		['warn ipv6: there is an IPv6 subnet, yet IPv6 is off: the engine will not use it'],
	],
	[
		'an address for a subnet',
		{subnets: [{cidr: '10.20.0.5/24', auxiliary: {}}]},
		{},
		["bad subnets: '10.20.0.5/24' is an address inside a subnet: did you mean 10.20.0.0/24?"],
	],
	[
		'overlap',
		{subnets: [{cidr: '10.0.0.0/8', auxiliary: {}}]},
		{},
		[
			'bad subnets: 10.0.0.0/8 overlaps 10.9.0.0/24 of the network back',
			'warn subnets: 10.0.0.0/8 overlaps 10.8.0.0/24 of the network mesh: who is on both will reach only one of them',
		],
	],
	[
		'two of one kind',
		{subnets: [subnet, {cidr: '10.21.0.0/24', auxiliary: {}}]},
		{},
		['bad subnets: a bridge has one IPv4 subnet at most: leave one'],
	],
	[
		'gateway outside',
		{subnets: [{...subnet, gateway: '10.21.0.1'}]},
		{},
		['bad gateways: the gateway 10.21.0.1 is not in 10.20.0.0/24'],
	],
	[
		'gateway unusable',
		{subnets: [{...subnet, gateway: '10.20.0.255'}]},
		{},
		['bad gateways: the gateway 10.20.0.255 is the first or last address of 10.20.0.0/24, which nobody can have'],
	],
	[
		'reserved is gateway',
		{subnets: [{...subnet, auxiliary: {router: '10.20.0.1'}}]},
		{},
		['bad auxiliary: router=10.20.0.1 is the gateway, reserved already: leave it out'],
	],
	[
		'range outside',
		{subnets: [{...subnet, ipRange: '10.21.0.0/25'}]},
		{},
		['bad ranges: the range 10.21.0.0/25 is not inside 10.20.0.0/24'],
	],
	[
		'small',
		{subnets: [{cidr: '10.20.0.0/30', auxiliary: {}}]},
		{},
		['warn subnets: 10.20.0.0/30 has room for 1 containers besides the gateway'],
	],
	['macvlan without parent', {...lan}, {}, ["bad parent: macvlan needs the host's interface to share, like eth0"]],
	[
		'macvlan on lo',
		{...lan, options: {parent: 'lo'}},
		{},
		['bad parent: the loopback interface lo cannot be a parent: name one like eth0'],
	],
	['VLAN', {...lan, options: {parent: 'eth2.5000'}}, {}, ['bad parent: VLAN 5000 is not from 1 to 4094']],
	[
		'parent in use, new engine',
		{...lan, options: {parent: 'eth0'}},
		{},
		['warn parent: eth0 is the parent of the macvlan network lan'],
	],
	[
		'parent in use, old engine',
		{...lan, options: {parent: 'eth0'}},
		old,
		['bad parent: eth0 is the parent of the macvlan network lan: another one needs engine 27; this one is 20.10.24'],
	],
	[
		'parent passthru',
		{...lan, options: {parent: 'eth1'}},
		{},
		['bad parent: eth1 is the parent of the macvlan network alone: mode passthru shares it with none'],
	],
	[
		'parent of another kind',
		{...lan, driver: 'ipvlan', options: {parent: 'eth0'}},
		{},
		[
			'warn parent: eth0 is the parent of the macvlan network lan: containers of both kinds cannot run at the same time',
		],
	],
	[
		'no gateway on engine 29',
		{...lan, options: {parent: 'eth2'}, subnets: [{cidr: '10.20.0.0/24', auxiliary: {}}]},
		{version: '29.1.0', apiVersion: '1.52'},
		['warn gateways: 10.20.0.0/24 has no gateway: its containers will have no way out'],
	],
	['MTU', {options: {[mtu]: '9'}}, {}, [`bad mtu: '9' is not right for ${mtu}: give a number from 68 to 65535`]],
	[
		'MTU for IPv6',
		{ipv6: true, options: {[mtu]: '1000'}},
		{},
		['bad mtu: IPv6 needs an MTU of 1280 or more, and this is 1000'],
	],
	[
		'mode',
		{...lan, options: {parent: 'eth2', macvlan_mode: 'fast'}},
		{},
		["bad mode: 'fast' is not right for macvlan_mode: give bridge, private, vepa, passthru"],
	],
	[
		'option unknown',
		{options: {encrypted: ''}},
		{},
		['warn encrypted: bridge has no option encrypted that docknet knows: the engine may ignore it'],
	],
	[
		'option too new',
		{options: {'com.docker.network.bridge.gateway_mode_ipv4': 'isolated'}},
		old,
		['warn options: com.docker.network.bridge.gateway_mode_ipv4 needs engine 27; this one is 20.10.24 and ignores it'],
	],
	[
		'isolated',
		{options: {'com.docker.network.bridge.gateway_mode_ipv4': 'isolated'}},
		{},
		[
			'bad options: com.docker.network.bridge.gateway_mode_ipv4=isolated is for internal networks only: switch Internal on',
		],
	],
	[
		'Podman',
		{options: {'com.docker.network.bridge.enable_icc': 'false'}},
		podman,
		['warn options: Podman ignores the option com.docker.network.bridge.enable_icc'],
	],
])('%s', (_title, part, engine, expected) => {
	const problems = networkProblems(aDraft(part), aPicture(networks, [], anEngine(engine)), host);
	expect(problems.map(({tone, field, text}) => `${tone} ${field}: ${text}`)).toEqual(expected);
});
