import {audDefaultPoolsUnset} from '../../../source/core/audit/aud-default-pools-unset.js';
import {audDnsHardcoded} from '../../../source/core/audit/aud-dns-hardcoded.js';
import {audEndpointsLimit} from '../../../source/core/audit/aud-endpoints-limit.js';
import {audEngineEolApi} from '../../../source/core/audit/aud-engine-eol-api.js';
import {audMtuMixed} from '../../../source/core/audit/aud-mtu-mixed.js';
import {audNetnsProviderNoRestartLink} from '../../../source/core/audit/aud-netns-provider-no-restart-link.js';
import {audPoolsNearFull} from '../../../source/core/audit/aud-pools-near-full.js';
import {audProxyEnv} from '../../../source/core/audit/aud-proxy-env.js';
import {audRootless} from '../../../source/core/audit/aud-rootless.js';
import {audStaleEndpoint} from '../../../source/core/audit/aud-stale-endpoint.js';
import {audStaticIpInPool} from '../../../source/core/audit/aud-static-ip-in-pool.js';
import {audSubnetHostOverlap} from '../../../source/core/audit/aud-subnet-host-overlap.js';
import {defaultPools} from '../../../source/core/ip/default-pools.js';
import type {ContainerDetails, Endpoint} from '../../../source/core/model/container.js';
import type {Host, HostDetails} from '../../../source/core/model/host.js';
import type {Network, Subnet} from '../../../source/core/model/network.js';
import {containerNamed, lab, networkNamed, placeOn, plainDetails, plainHost, snapshotOf} from '../../objects.js';
import {routesOf} from '../rules/sockets.js';
import type {Case} from './cases.js';

const withSubnet = (name: string, cidr: string, facts: Partial<Network> = {}, more: Partial<Subnet> = {}) =>
	networkNamed(name, {subnets: [{cidr, auxiliary: {}, ...more}], ...facts});
const hostDetails = (facts: Partial<HostDetails> = {}): HostDetails => ({
	warnings: [],
	configuredPools: false,
	...facts,
});
const web = (details: Partial<ContainerDetails>, networks: readonly Network[] = []) =>
	snapshotOf({
		networks,
		containers: [containerNamed('web', [placeOn('front')], {details: {...plainDetails, ...details}})],
	});
const unread = snapshotOf({containers: [containerNamed('web')]});

const routed = (subnet: string, route: string) =>
	snapshotOf({networks: [withSubnet('front', subnet)], observations: {[lab]: routesOf(route)}});

/** Of the 31 subnets of the built-in pools. */
const taken = (count: number, facts: Partial<Network> = {}, host: Partial<Host> = {}) =>
	snapshotOf({
		host: {addressPools: defaultPools, details: hostDetails(), ...host},
		networks: Array.from({length: count}, (_, index) =>
			withSubnet(`n${index}`, index < 15 ? `172.${17 + index}.0.0/16` : `192.168.${(index - 15) * 16}.0/20`, facts),
		),
	});
const small = {addressPools: [{base: '10.0.0.0/22', size: 24}]};
const inSmall = (...cidrs: readonly string[]) =>
	snapshotOf({
		host: {...small, details: hostDetails({configuredPools: true})},
		networks: cidrs.map(cidr => withSubnet(cidr, cidr)),
	});

const crowd = (count: number, driver = 'bridge') =>
	snapshotOf({
		networks: [networkNamed('front', {driver})],
		containers: Array.from({length: count}, (_, index) => containerNamed(`c${index}`, [placeOn('front')])),
	});

const mtu = 'com.docker.network.driver.mtu';
const both = (front: string, back: string, facts: Partial<Network> = {}) =>
	snapshotOf({
		networks: [
			networkNamed('front', {options: {[mtu]: front}}),
			networkNamed('back', {options: {[mtu]: back}, ...facts}),
		],
		containers: [containerNamed('web', [placeOn('front'), placeOn('back')])],
	});
const project = {labels: {'com.docker.compose.project': 'shop'}};
const apart = (facts: object) =>
	snapshotOf({
		networks: [networkNamed('front'), networkNamed('back', {options: {[mtu]: '1400'}})],
		containers: [containerNamed('web', [placeOn('front')], facts), containerNamed('db', [placeOn('back')], facts)],
	});

const compose = 'com.docker.compose.';
const sidecar = (policy: string, dependsOn: string, restarted = 0) =>
	snapshotOf({
		networks: [networkNamed('front')],
		containers: [
			containerNamed('vpn', [placeOn('front')], {
				labels: {[`${compose}service`]: 'vpn'},
				details: {
					...plainDetails,
					startedAt: plainDetails.startedAt! + restarted,
					restartPolicy: {name: policy, maximumRetries: 0},
				},
			}),
			containerNamed('app', [], {
				sharesNetworkOf: 'id-of-vpn',
				networkMode: 'container:id-of-vpn',
				labels: {[`${compose}depends_on`]: dependsOn},
				details: plainDetails,
			}),
		],
	});

const fixed = (requested: Endpoint['requested'], subnet: Partial<Subnet> = {}, network: Partial<Network> = {}) =>
	snapshotOf({
		networks: [withSubnet('front', '10.1.0.0/24', network, subnet)],
		containers: [containerNamed('web', [placeOn('front', {requested})])],
	});

const ghost = (containerId: string, facts: Partial<Network> = {}) =>
	snapshotOf({
		networks: [networkNamed('front', {details: {live: [{containerId, name: 'web'}], peers: [], known: []}, ...facts})],
		containers: [containerNamed('db', [placeOn('front')])],
	});

const front = withSubnet('front', '10.1.0.0/24', {}, {gateway: '10.1.0.1'});
const lan = withSubnet('lan', '10.1.0.0/24', {driver: 'macvlan'});

export const addressing: readonly Case[] = [
	{
		rule: audSubnetHostOverlap,
		fires: routed('10.1.0.0/16', '10.1.4.0/24 tun0'),
		value: '10.1.4.0/24 dev tun0',
		subjects: ['front'],
		nearly: [routed('10.1.0.0/16', '10.2.4.0/24 tun0'), routed('10.1.0.0/16', '10.1.0.0/16 br-id-of-front')],
		unknown: [snapshotOf({networks: [withSubnet('front', '10.1.0.0/16')]})],
	},
	{
		rule: audPoolsNearFull,
		fires: taken(25),
		value: '25 of 31',
		subjects: [plainHost.name],
		nearly: [taken(24), taken(25, {scope: 'swarm'}), taken(25, {configOnly: true})],
		unknown: [taken(25, {}, {addressPools: undefined})],
	},
	{
		rule: audPoolsNearFull,
		fires: inSmall('10.0.0.0/23', '10.0.2.0/23', '10.0.2.0/28'),
		value: '4 of 4',
		subjects: [plainHost.name],
		// Three networks in one subnet of the pool, and one outside of it.
		nearly: [inSmall('10.0.0.0/26', '10.0.0.64/26', '10.0.0.128/26', '10.0.4.0/22')],
	},
	{
		rule: audDefaultPoolsUnset,
		fires: snapshotOf({host: {addressPools: defaultPools, details: hostDetails()}}),
		value: 'not set',
		subjects: [plainHost.name],
		nearly: [inSmall()],
		unknown: [snapshotOf(), snapshotOf({host: {details: hostDetails()}}), snapshotOf({host: {engine: 'podman'}})],
	},
	{
		rule: audEndpointsLimit,
		fires: crowd(900),
		value: '900',
		subjects: ['front'],
		nearly: [crowd(899), crowd(900, 'macvlan')],
	},
	{
		rule: audMtuMixed,
		fires: both('1500', '1400'),
		value: '1400',
		subjects: ['back'],
		nearly: [both('1400', '1400'), both('1500', '1400', {driver: 'overlay'})],
	},
	{
		rule: audMtuMixed,
		fires: apart(project),
		value: 'not set (1500)',
		subjects: ['back'],
		nearly: [apart({})],
	},
	{
		rule: audStaleEndpoint,
		fires: ghost('ep-0123'),
		value: 'web',
		subjects: ['front'],
		nearly: [ghost('id-of-db'), ghost('ep-0123', {driver: 'overlay', scope: 'swarm'})],
		unknown: [snapshotOf({networks: [networkNamed('front')]})],
	},
	{
		rule: audNetnsProviderNoRestartLink,
		fires: sidecar('always', 'vpn:service_started:false'),
		value: 'always',
		subjects: ['app'],
		severity: 'low',
		nearly: [sidecar('no', ''), sidecar('always', 'db:service_started:false,vpn:service_started:true')],
		unknown: [unread],
	},
	{
		rule: audNetnsProviderNoRestartLink,
		fires: sidecar('always', '', 5000),
		value: '2023-11-14T22:13:25Z',
		subjects: ['app'],
		nearly: [sidecar('no', '', 50)],
	},
	{
		rule: audRootless,
		fires: snapshotOf({host: {details: hostDetails()}}),
		value: 'without name=rootless',
		subjects: [plainHost.name],
		nearly: [snapshotOf({host: {details: hostDetails(), rootless: true}})],
		unknown: [snapshotOf(), snapshotOf({host: {details: hostDetails(), engine: 'podman'}})],
	},
	{
		rule: audStaticIpInPool,
		fires: fixed({ipv4: '10.1.0.10'}),
		value: '10.1.0.10',
		subjects: ['front'],
		nearly: [
			fixed({}),
			fixed({ipv4: '10.1.0.10'}, {ipRange: '10.1.0.128/25'}),
			fixed({ipv4: '10.1.0.10'}, {}, {driver: 'overlay', scope: 'swarm'}),
		],
	},
	{
		rule: audStaticIpInPool,
		fires: fixed({ipv4: '10.1.0.130'}, {ipRange: '10.1.0.128/25'}),
		value: '10.1.0.130',
		subjects: ['front'],
		nearly: [fixed({ipv6: 'fd00::7'})],
	},
	{
		rule: audProxyEnv,
		fires: web({proxy: {variables: ['HTTP_PROXY'], exceptions: []}}),
		value: 'HTTP_PROXY',
		subjects: ['web'],
		nearly: [web({proxy: {variables: ['HTTP_PROXY'], exceptions: ['localhost']}}), web({})],
		unknown: [unread],
	},
	{
		rule: audDnsHardcoded,
		fires: web({dns: ['10.0.0.2', '8.8.8.8']}),
		value: '8.8.8.8',
		subjects: ['web'],
		nearly: [web({dns: ['10.0.0.2']}), web({})],
		unknown: [unread],
	},
	{
		rule: audDnsHardcoded,
		fires: web({extraHosts: ['db:10.1.0.5']}, [front]),
		value: 'db:10.1.0.5',
		subjects: ['web'],
		nearly: [
			web({extraHosts: ['db:10.2.0.5', 'up:host-gateway', 'gw:10.1.0.1']}, [front]),
			web({extraHosts: ['db:10.1.0.5']}, [lan]),
		],
	},
	{
		rule: audEngineEolApi,
		fires: snapshotOf({host: {version: '20.10.24+dfsg1', apiVersion: '1.41'}}),
		value: '1.41',
		subjects: [plainHost.name],
		nearly: [
			snapshotOf({host: {version: '25.0.5', apiVersion: '1.44'}}),
			snapshotOf({host: {version: '28.5.2', apiVersion: '1.41'}}),
			snapshotOf({host: {engine: 'podman', version: '4.3.1', apiVersion: '1.41'}}),
		],
	},
];
