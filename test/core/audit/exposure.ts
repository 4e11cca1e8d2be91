import {audApiTcpInsecure} from '../../../source/core/audit/aud-api-tcp-insecure.js';
import {audCapNet} from '../../../source/core/audit/aud-cap-net.js';
import {audDockerSock} from '../../../source/core/audit/aud-docker-sock.js';
import {audIptablesDisabled} from '../../../source/core/audit/aud-iptables-disabled.js';
import {audNatUnprotected} from '../../../source/core/audit/aud-nat-unprotected.js';
import {audNetHostMode} from '../../../source/core/audit/aud-net-host-mode.js';
import {audPortPrivileged} from '../../../source/core/audit/aud-port-privileged.js';
import {audPortSensitivePublic} from '../../../source/core/audit/aud-port-sensitive-public.js';
import {audPortWildcardBind} from '../../../source/core/audit/aud-port-wildcard-bind.js';
import type {Container, ContainerDetails, Port} from '../../../source/core/model/container.js';
import type {HostDetails} from '../../../source/core/model/host.js';
import {containerNamed, networkNamed, placeOn, plainDetails, plainHost, snapshotOf} from '../../objects.js';
import {asCaptured, behind, without} from '../rules/firewalls.js';
import type {Case} from './cases.js';

const web = (facts: Partial<Container>) =>
	snapshotOf({networks: [networkNamed('front')], containers: [containerNamed('web', [placeOn('front')], facts)]});
const published = (hostIp: string, hostPort: number | undefined, containerPort: number) =>
	web({ports: [{hostIp, hostPort, containerPort, protocol: 'tcp'} as Port]});
const detailed = (details: Partial<ContainerDetails>) => web({details: {...plainDetails, ...details}});
const engine = (details: Partial<HostDetails>) =>
	snapshotOf({host: {details: {warnings: [], configuredPools: false, ...details}}});
const front = (options: Readonly<Record<string, string>>) => snapshotOf({networks: [networkNamed('front', {options})]});
const task = {'com.docker.swarm.task.name': 'web.1.x'};

export const exposure: readonly Case[] = [
	{
		rule: audPortWildcardBind,
		fires: published('::', 8080, 80),
		value: '[::]:8080->80/tcp',
		subjects: ['web'],
		nearly: [
			published('127.0.0.1', 8080, 80),
			published('', undefined, 80),
			web({ports: [{hostPort: 8080, containerPort: 80, protocol: 'tcp'}], labels: task}),
		],
	},
	{
		rule: audPortWildcardBind,
		fires: published('', 5432, 5432),
		value: '*:5432->5432/tcp',
		subjects: ['web'],
		severity: 'critical',
		nearly: [published('10.77.0.11', 5432, 5432)],
	},
	{
		rule: audPortSensitivePublic,
		fires: published('10.77.0.11', 16379, 6379),
		value: '10.77.0.11:16379->6379/tcp',
		subjects: ['web'],
		nearly: [published('127.0.0.1', 6379, 6379), published('0.0.0.0', 6379, 80), published('', undefined, 6379)],
	},
	{
		rule: audPortPrivileged,
		fires: published('127.0.0.1', 53, 5353),
		value: '127.0.0.1:53->5353/tcp',
		subjects: ['web'],
		nearly: [published('0.0.0.0', 443, 8443), published('0.0.0.0', 1024, 80), published('', undefined, 53)],
	},
	{
		rule: audNetHostMode,
		fires: web({networkMode: 'host'}),
		value: 'host',
		subjects: ['web'],
		nearly: [web({networkMode: 'bridge'}), web({networkMode: 'host', labels: task})],
	},
	{
		rule: audNetHostMode,
		fires: web({networkMode: 'host', details: {...plainDetails, capabilitiesAdded: ['NET_ADMIN']}}),
		value: 'NET_ADMIN',
		subjects: ['web'],
		severity: 'critical',
		nearly: [detailed({capabilitiesAdded: ['NET_ADMIN']})],
	},
	{
		rule: audCapNet,
		fires: detailed({privileged: true}),
		value: 'true',
		subjects: ['web'],
		unknown: [web({})],
		nearly: [detailed({capabilitiesAdded: ['NET_BIND_SERVICE']}), detailed({capabilitiesDropped: ['NET_RAW']})],
	},
	{
		rule: audDockerSock,
		fires: detailed({mounts: ['/srv/data', '/var/run/docker.sock']}),
		value: '/var/run/docker.sock',
		subjects: ['web'],
		nearly: [detailed({mounts: ['/srv/docker.sock.d', '/var/run/app']})],
		unknown: [web({})],
	},
	{
		rule: audApiTcpInsecure,
		fires: engine({
			warnings: [
				'[DEPRECATION NOTICE]: API is accessible on http://0.0.0.0:2375 without encryption.',
				'WARNING: No swap limit support',
			],
		}),
		value: '[DEPRECATION NOTICE]: API is accessible on http://0.0.0.0:2375 without encryption.',
		subjects: [plainHost.name],
		nearly: [engine({warnings: ['WARNING: No swap limit support']})],
		unknown: [snapshotOf()],
	},
	{
		rule: audNatUnprotected,
		fires: front({'com.docker.network.bridge.gateway_mode_ipv6': 'nat-unprotected'}),
		value: 'nat-unprotected',
		subjects: ['front'],
		nearly: [front({'com.docker.network.bridge.gateway_mode_ipv4': 'nat'}), front({})],
	},
	{
		rule: audIptablesDisabled,
		fires: behind(without(/DOCKER|MASQUERADE/)),
		value: 'no chain DOCKER',
		subjects: [plainHost.name],
		nearly: [behind(asCaptured), behind(without(/DOCKER|MASQUERADE/), {internal: true})],
		unknown: [snapshotOf(), snapshotOf({host: {engine: 'podman'}})],
	},
];
