import {audAttachableOverlay} from '../../../source/core/audit/aud-attachable-overlay.js';
import {audDriverChoiceHostForPorts} from '../../../source/core/audit/aud-driver-choice-host-for-ports.js';
import {audDriverChoiceMacvlan} from '../../../source/core/audit/aud-driver-choice-macvlan.js';
import {audDriverChoiceOverlaySingleNode} from '../../../source/core/audit/aud-driver-choice-overlay-single-node.js';
import {audFlatNetwork} from '../../../source/core/audit/aud-flat-network.js';
import {audMultiHomedBridge} from '../../../source/core/audit/aud-multi-homed-bridge.js';
import {audOverlayNotIsolatedPlane} from '../../../source/core/audit/aud-overlay-not-isolated-plane.js';
import {audPortDatatierPublished} from '../../../source/core/audit/aud-port-datatier-published.js';
import {audPortUnneeded} from '../../../source/core/audit/aud-port-unneeded.js';
import {audSwarmListenAny} from '../../../source/core/audit/aud-swarm-listen-any.js';
import type {Container, ContainerDetails, Port} from '../../../source/core/model/container.js';
import type {Host} from '../../../source/core/model/host.js';
import type {Network, NetworkDetails, Subnet} from '../../../source/core/model/network.js';
import type {Node} from '../../../source/core/model/swarm.js';
import {containerNamed, lab, networkNamed, placeOn, plainDetails, plainHost, snapshotOf} from '../../objects.js';
import {socketsOf} from '../rules/sockets.js';
import type {Case} from './cases.js';

const task = {'com.docker.swarm.task.name': 'web.1.x'};
const published = (hostIp: string, containerPort: number): Partial<Container> => ({
	ports: [{hostIp, hostPort: 8080, containerPort, protocol: 'tcp'} as Port],
});
const front = networkNamed('front');
const on = (network: string, name: string, facts: Partial<Container> = {}) =>
	containerNamed(name, [placeOn(network)], facts);

const heard = (sockets: readonly string[], facts: Partial<Container> = {}) =>
	snapshotOf({
		networks: [front],
		containers: [on('front', 'web', {...published('0.0.0.0', 80), ...facts})],
		observations: {web: socketsOf(...sockets)},
	});

const postgres = {image: 'postgres:17', ...published('0.0.0.0', 5432)};
const store = (network: Network, db: Partial<Container>, ...others: readonly string[]) =>
	snapshotOf({
		networks: [network],
		containers: [on(network.name, 'db', db), ...others.map(name => on(network.name, name))],
	});

const crowd = (count: number, projects: readonly string[], network: Partial<Network> = {}) =>
	snapshotOf({
		networks: [networkNamed('front', network)],
		containers: Array.from({length: count}, (_, index) =>
			on('front', `c${index}`, {labels: {'com.docker.compose.project': projects[index % projects.length]!}}),
		),
	});
const twoTiers = (web: Partial<Container>, network: Partial<Network> = {}) =>
	snapshotOf({
		networks: [networkNamed('front', network)],
		containers: [on('front', 'web', web), on('front', 'db', {image: 'mysql:9'})],
	});

const joins = (names: readonly string[], details: Partial<ContainerDetails> = {}, closed: readonly string[] = []) =>
	snapshotOf({
		networks: names.map(name => networkNamed(name, {internal: closed.includes(name)})),
		containers: [
			containerNamed(
				'web',
				names.map(name => placeOn(name)),
				{details: {...plainDetails, ...details}},
			),
		],
	});

const hostMode = (ports: readonly number[], details: Partial<ContainerDetails> = {}, networkMode = 'host') =>
	snapshotOf({
		containers: [
			containerNamed('web', [], {
				networkMode,
				details: {...plainDetails, exposedPorts: ports.map(port => ({port, protocol: 'tcp'})), ...details},
			}),
		],
	});

const lan = (subnet: Partial<Subnet>, network: Partial<Network> = {}, host: Partial<Host> = {}) =>
	snapshotOf({
		host,
		networks: [
			networkNamed('lan', {
				driver: 'macvlan',
				options: {parent: 'eth0'},
				subnets: [{cidr: '192.168.1.0/24', auxiliary: {}, ...subnet}],
				...network,
			}),
		],
	});
const ranged = {ipRange: '192.168.1.192/27'};

const manager: Host['swarm'] = {state: 'active', manager: true, nodeAddress: '10.77.0.11'};
const nodes = (...names: readonly string[]) =>
	names.map((name): Node => ({host: lab, id: name, name, role: 'manager', state: 'ready', availability: 'active'}));
const swarm = (
	network: Partial<Network>,
	names: readonly string[],
	containers: readonly Container[] = [],
	state = manager,
) =>
	snapshotOf({
		host: {swarm: state},
		networks: [networkNamed('mesh', {driver: 'overlay', scope: 'swarm', ...network})],
		containers,
		swarm: {services: [], tasks: [], nodes: nodes(...names)},
	});
const gossip = (hostAddress: string, service = 'web'): NetworkDetails => ({
	live: [],
	peers: [],
	known: [{service, name: 'web.1.x', address: '10.0.1.3', hostAddress}],
});
const member = containerNamed('web.1.x', [placeOn('mesh', {ipv4: '10.0.1.3'})], {labels: task});
const listens = (...sockets: readonly string[]) =>
	snapshotOf({host: {swarm: manager}, observations: {[lab]: socketsOf(...sockets)}});

export const choices: readonly Case[] = [
	{
		rule: audPortUnneeded,
		fires: heard(['tcp 0.0.0.0 3000']),
		value: 'tcp 0.0.0.0:3000',
		subjects: ['web'],
		nearly: [
			heard(['tcp 0.0.0.0 80']),
			heard(['tcp 127.0.0.1 80']),
			heard([], {health: 'starting'}),
			heard([], {labels: task}),
			heard([], {ports: []}),
		],
		unknown: [snapshotOf({networks: [front], containers: [on('front', 'web', published('0.0.0.0', 80))]})],
	},
	{
		rule: audPortDatatierPublished,
		fires: store(front, postgres, 'api'),
		value: '0.0.0.0:8080->5432/tcp',
		subjects: ['db'],
		nearly: [
			store(front, postgres),
			store(front, {...postgres, ...published('127.0.0.1', 5432)}, 'api'),
			store(front, {...postgres, image: 'postgrest/postgrest'}, 'api'),
			store(networkNamed('bridge', {builtIn: true}), postgres, 'api'),
		],
	},
	{
		rule: audFlatNetwork,
		fires: crowd(8, ['shop', 'blog']),
		value: 'shop, blog',
		subjects: ['front'],
		nearly: [crowd(7, ['shop', 'blog']), crowd(8, ['shop']), crowd(8, ['shop', 'blog'], {internal: true})],
	},
	{
		rule: audFlatNetwork,
		fires: twoTiers(published('0.0.0.0', 80)),
		value: 'web',
		subjects: ['front'],
		nearly: [
			twoTiers({}),
			twoTiers(published('127.0.0.1', 80)),
			twoTiers(published('0.0.0.0', 80), {internal: true}),
			twoTiers(published('0.0.0.0', 80), {options: {'com.docker.network.bridge.enable_icc': 'false'}}),
		],
	},
	{
		rule: audMultiHomedBridge,
		fires: joins(['front', 'back', 'data']),
		value: 'front, back, data',
		subjects: ['web'],
		nearly: [joins(['front', 'back']), joins(['front', 'data'], {}, ['data'])],
	},
	{
		rule: audMultiHomedBridge,
		fires: joins(['front', 'data'], {capabilitiesAdded: ['NET_ADMIN']}, ['data']),
		value: 'NET_ADMIN',
		subjects: ['web'],
		nearly: [
			joins(['front', 'data'], {capabilitiesAdded: ['SYS_TIME']}, ['data']),
			joins(['front', 'data'], {sysctls: {'net.ipv4.ip_forward': '0'}}, ['data']),
			joins(['front', 'back'], {capabilitiesAdded: ['NET_ADMIN']}),
			joins(['one', 'two'], {privileged: true}, ['one', 'two']),
		],
	},
	{
		rule: audDriverChoiceHostForPorts,
		fires: hostMode([80, 443, 8080]),
		value: '80/tcp, 443/tcp, 8080/tcp',
		subjects: ['web'],
		nearly: [
			hostMode([]),
			hostMode([80, 81, 82, 83]),
			hostMode([80], {capabilitiesAdded: ['NET_ADMIN']}),
			hostMode([80], {privileged: true}),
			hostMode([80], {}, 'front'),
		],
		unknown: [snapshotOf({containers: [containerNamed('web', [], {networkMode: 'host'})]})],
	},
	{
		rule: audDriverChoiceMacvlan,
		fires: lan({}),
		value: 'not set',
		subjects: ['lan'],
		nearly: [
			lan(ranged),
			lan({}, {options: {}}),
			lan({}, {internal: true}),
			lan({}, {configOnly: true}),
			lan({}, {driver: 'ipvlan'}),
			lan({cidr: 'fd00::/64'}),
		],
	},
	{
		rule: audDriverChoiceMacvlan,
		fires: lan(ranged, {}, {version: '29.1.0'}),
		value: 'not set',
		subjects: ['lan'],
		nearly: [
			lan({...ranged, gateway: '192.168.1.1'}, {}, {version: '29.1.0'}),
			lan(ranged, {}, {version: '28.5.2'}),
			lan(ranged, {}, {engine: 'podman', version: '30.0.0'}),
		],
	},
	{
		rule: audDriverChoiceOverlaySingleNode,
		fires: swarm({}, ['one']),
		value: '1',
		subjects: ['mesh'],
		nearly: [
			swarm({}, ['one', 'two']),
			swarm({}, []),
			swarm({driver: 'bridge'}, ['one']),
			swarm({ingress: true, builtIn: true}, ['one']),
		],
	},
	{
		rule: audOverlayNotIsolatedPlane,
		fires: swarm({details: gossip('10.77.0.11')}, ['one', 'two'], [member]),
		value: '10.77.0.11',
		subjects: [plainHost.name],
		nearly: [
			swarm({details: gossip('10.88.0.11')}, ['one', 'two'], [member]),
			swarm({}, [], [], {state: 'inactive', manager: false}),
		],
		unknown: [
			swarm({}, ['one', 'two'], [member]),
			// The other node's container is told, none of this one's.
			swarm({details: gossip('10.77.0.12')}, ['one', 'two']),
		],
	},
	{
		rule: audSwarmListenAny,
		fires: listens('tcp :: 2377', 'tcp 10.77.0.11 7946'),
		value: '[::]:2377',
		subjects: [plainHost.name],
		nearly: [
			listens('tcp 10.77.0.11 2377'),
			listens('udp 0.0.0.0 2377'),
			listens('tcp 0.0.0.0 2378'),
			swarm({}, [], [], {state: 'active', manager: false}),
		],
		unknown: [snapshotOf({host: {swarm: manager}})],
	},
	{
		rule: audAttachableOverlay,
		fires: swarm({attachable: true, details: gossip('10.77.0.11')}, ['one', 'two'], [member]),
		value: 'true',
		subjects: ['mesh'],
		nearly: [
			swarm({details: gossip('10.77.0.11')}, ['one', 'two'], [member]),
			swarm({attachable: true, details: gossip('10.77.0.12', '')}, ['one', 'two']),
			swarm({attachable: true}, ['one'], [on('mesh', 'web')]),
		],
		unknown: [swarm({attachable: true}, ['one', 'two'])],
	},
	{
		rule: audAttachableOverlay,
		fires: swarm({attachable: true}, ['one']),
		value: '0',
		subjects: ['mesh'],
		nearly: [swarm({attachable: true, driver: 'bridge'}, ['one'])],
	},
];
