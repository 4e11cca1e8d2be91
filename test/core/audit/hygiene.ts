import {audLiveRestore} from '../../../source/core/audit/aud-live-restore.js';
import {audMissingNetworkRef} from '../../../source/core/audit/aud-missing-network-ref.js';
import {audNetUnused} from '../../../source/core/audit/aud-net-unused.js';
import {audNetUnusedButReferenced} from '../../../source/core/audit/aud-net-unused-but-referenced.js';
import {audNoHealthcheck} from '../../../source/core/audit/aud-no-healthcheck.js';
import {audNoRestartPolicy} from '../../../source/core/audit/aud-no-restart-policy.js';
import {audPluginUnreachable} from '../../../source/core/audit/aud-plugin-unreachable.js';
import {audSubnetNearFull} from '../../../source/core/audit/aud-subnet-near-full.js';
import {audSubnetOverlap} from '../../../source/core/audit/aud-subnet-overlap.js';
import {audSubnetOversize} from '../../../source/core/audit/aud-subnet-oversize.js';
import {audUserlandProxy} from '../../../source/core/audit/aud-userland-proxy.js';
import type {Container, ContainerDetails} from '../../../source/core/model/container.js';
import type {Host, HostDetails} from '../../../source/core/model/host.js';
import type {Network, Subnet} from '../../../source/core/model/network.js';
import {containerNamed, networkNamed, placeOn, plainDetails, plainHost, snapshotOf} from '../../objects.js';
import type {Case} from './cases.js';

const withSubnet = (name: string, cidr: string, more: Partial<Subnet> = {}, facts: Partial<Network> = {}) =>
	networkNamed(name, {subnets: [{cidr, auxiliary: {}, ...more}], ...facts});
const networks = (...all: readonly Network[]) => snapshotOf({networks: all});
const members = (count: number, cidr: string, network: Partial<Network> = {}) =>
	snapshotOf({
		networks: [withSubnet('front', cidr, {}, network)],
		containers: Array.from({length: count}, (_, index) =>
			containerNamed(`c${index}`, [placeOn('front', {ipv4: `10.1.0.${index + 2}`})]),
		),
	});
const web = (facts: Partial<Container>, network = networkNamed('front')) =>
	snapshotOf({networks: [network], containers: [containerNamed('web', [placeOn('front')], facts)]});
const detailed = (details: Partial<ContainerDetails>, facts: Partial<Container> = {}) =>
	web({details: {...plainDetails, ...details}, ...facts});
const engine = (details: Partial<HostDetails>, host: Partial<Host> = {}, networks: readonly Network[] = []) =>
	snapshotOf({host: {...host, details: {warnings: [], configuredPools: false, ...details}}, networks});
const gone = (networkId: string, host: Partial<Host> = {}, state: Container['state'] = 'exited') =>
	snapshotOf({
		host,
		networks: [networkNamed('other')],
		containers: [containerNamed('web', [placeOn('front', {networkId})], {state})],
	});
const weave = networkNamed('mesh', {driver: 'weave:latest'});
const driver = (name: string, enabled: boolean) =>
	engine({plugins: [{name, enabled, types: ['docker.networkdriver/1.0']}]}, {}, [weave]);
const swarmId = 'abcdefghijklmnopqrstuvwx1';

export const hygiene: readonly Case[] = [
	{
		rule: audSubnetOverlap,
		fires: networks(withSubnet('front', '10.1.0.0/16'), withSubnet('back', '10.1.4.0/24')),
		value: '10.1.4.0/24',
		subjects: ['front'],
		nearly: [
			networks(withSubnet('front', '10.1.0.0/16'), withSubnet('back', '10.2.0.0/24')),
			networks(withSubnet('front', '10.1.0.0/24'), withSubnet('template', '10.1.0.0/24', {}, {configOnly: true})),
			networks(
				withSubnet('one', '10.1.0.0/24', {ipRange: '10.1.0.64/26'}, {driver: 'macvlan'}),
				withSubnet('two', '10.1.0.0/24', {ipRange: '10.1.0.128/26'}, {driver: 'macvlan'}),
			),
		],
	},
	{
		rule: audSubnetOversize,
		fires: members(1, '10.1.0.0/16'),
		value: '10.1.0.0/16',
		subjects: ['front'],
		nearly: [members(1, '10.1.0.0/17'), members(50, '10.1.0.0/16'), members(1, '10.1.0.0/16', {driver: 'macvlan'})],
	},
	{
		rule: audSubnetNearFull,
		fires: members(4, '10.1.0.0/29'),
		value: '5 of 6',
		subjects: ['front'],
		nearly: [members(3, '10.1.0.0/29')],
	},
	{
		rule: audSubnetNearFull,
		fires: members(5, '10.1.0.0/29'),
		value: '6 of 6',
		subjects: ['front'],
		severity: 'high',
		nearly: [members(5, '10.1.0.0/28')],
	},
	{
		rule: audNetUnused,
		fires: networks(networkNamed('front')),
		value: 'none',
		subjects: ['front'],
		nearly: [
			web({state: 'exited'}),
			networks(networkNamed('front', {scope: 'swarm', driver: 'overlay'})),
			networks(networkNamed('bridge', {builtIn: true})),
			networks(networkNamed('front', {details: {live: [{containerId: 'ep-1', name: 'x'}], peers: [], known: []}})),
		],
	},
	{
		rule: audNetUnusedButReferenced,
		fires: web({state: 'exited'}),
		value: 'exited',
		subjects: ['front'],
		nearly: [web({state: 'running'}), networks(networkNamed('front'))],
	},
	{
		rule: audMissingNetworkRef,
		fires: gone('0123456789ab'),
		value: '0123456789ab',
		subjects: ['web'],
		nearly: [
			gone('id-of-other'),
			gone('0123456789ab', {}, 'running'),
			gone(swarmId, {swarm: {state: 'active', manager: false}}),
		],
		unknown: [snapshotOf({containers: [containerNamed('web', [placeOn('front')], {state: 'exited'})]})],
	},
	{
		rule: audNoHealthcheck,
		fires: detailed({healthCheck: ['NONE']}),
		value: 'NONE',
		subjects: ['web'],
		nearly: [
			detailed({healthCheck: ['CMD', 'true']}),
			detailed({}, {state: 'exited'}),
			detailed({autoRemove: true}),
			detailed({}, {labels: {'com.docker.swarm.task.name': 'web.1.x'}}),
		],
		unknown: [web({})],
	},
	{
		rule: audNoRestartPolicy,
		fires: detailed({}),
		value: 'no',
		subjects: ['web'],
		nearly: [
			detailed({restartPolicy: {name: 'unless-stopped', maximumRetries: 0}}),
			detailed({restartPolicy: {name: 'on-failure', maximumRetries: 5}}),
			detailed({autoRemove: true}),
		],
		unknown: [web({})],
	},
	{
		rule: audNoRestartPolicy,
		fires: detailed({restartPolicy: {name: 'on-failure', maximumRetries: 6}}),
		value: '6',
		subjects: ['web'],
		nearly: [detailed({}, {state: 'exited'})],
	},
	{
		rule: audPluginUnreachable,
		fires: driver('weave:latest', false),
		value: 'false',
		subjects: ['mesh'],
		nearly: [driver('weave', true), engine({plugins: []}, {}, [networkNamed('front')])],
		unknown: [networks(weave), driver('other:latest', false)],
	},
	{
		rule: audUserlandProxy,
		fires: engine({firewall: {driver: 'iptables', facts: {EnableUserlandProxy: 'true'}}}),
		value: 'true',
		subjects: [plainHost.name],
		nearly: [engine({firewall: {driver: 'iptables', facts: {EnableUserlandProxy: 'false'}}})],
		unknown: [engine({firewall: {driver: 'iptables', facts: {}}}), snapshotOf()],
	},
	{
		rule: audLiveRestore,
		fires: engine({liveRestore: false}),
		value: 'false',
		subjects: [plainHost.name],
		nearly: [
			engine({liveRestore: true}),
			engine({liveRestore: false}, {swarm: {state: 'active', manager: true}}),
			engine({}),
		],
		unknown: [snapshotOf(), engine({liveRestore: false}, {engine: 'podman'})],
	},
];
