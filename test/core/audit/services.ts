import {audCapNet} from '../../../source/core/audit/aud-cap-net.js';
import {audConfigOnlyDangling} from '../../../source/core/audit/aud-config-only-dangling.js';
import {audDockerSock} from '../../../source/core/audit/aud-docker-sock.js';
import {audNetHostMode} from '../../../source/core/audit/aud-net-host-mode.js';
import {audOverlayNotIsolatedPlane} from '../../../source/core/audit/aud-overlay-not-isolated-plane.js';
import {audPortSensitivePublic} from '../../../source/core/audit/aud-port-sensitive-public.js';
import {audSwarmUnneeded} from '../../../source/core/audit/aud-swarm-unneeded.js';
import type {Container, ContainerDetails} from '../../../source/core/model/container.js';
import type {Host} from '../../../source/core/model/host.js';
import type {Node, Service} from '../../../source/core/model/swarm.js';
import {containerNamed, lab, networkNamed, placeOn, plainDetails, plainHost, snapshotOf} from '../../objects.js';
import type {Case} from './cases.js';

const manager: Host['swarm'] = {state: 'active', manager: true, nodeAddress: '10.77.0.11'};
const node: Node = {host: lab, id: 'n', name: 'n', role: 'manager', state: 'ready', availability: 'active'};

const labels = {
	'com.docker.swarm.task.name': 'agent.1.x',
	'com.docker.swarm.service.id': 'abc',
	'com.docker.swarm.service.name': 'agent',
};
const tasks = (details: Partial<ContainerDetails>, facts: Partial<Container> = {}) =>
	snapshotOf({
		containers: ['agent.1.x', 'agent.2.y'].map(name =>
			containerNamed(name, [], {labels, details: {...plainDetails, ...details}, ...facts}),
		),
	});

const publishing = (port: Service['ports'][number]) =>
	snapshotOf({
		host: {swarm: manager},
		swarm: {
			services: [
				{
					host: lab,
					id: 's',
					name: 'db',
					mode: 'replicated',
					endpointMode: 'vip',
					networks: [],
					ports: [port],
					labels: {},
				},
			],
			tasks: [],
			nodes: [node],
		},
	});

const mesh = networkNamed('mesh', {driver: 'overlay', scope: 'swarm', attachable: true});
const withoutServices = (containers: readonly Container[], nodes: readonly Node[] = [node]) =>
	snapshotOf({host: {swarm: manager}, networks: [mesh], containers, swarm: {services: [], tasks: [], nodes}});

const known = [{service: '', name: 'web', address: '10.0.1.3', hostAddress: '10.77.0.11'}];
const tunnel = (nodes: readonly Node[]) =>
	snapshotOf({
		host: {swarm: manager},
		networks: [{...mesh, details: {live: [], peers: [], known}}],
		containers: [containerNamed('web', [placeOn('mesh', {ipv4: '10.0.1.3'})])],
		swarm: {services: [], tasks: [], nodes},
	});

const template = (swarm: Host['swarm']) =>
	snapshotOf({host: {swarm}, networks: [networkNamed('template', {configOnly: true})]});

/** What the swarm makes: its settings are its service's, which is told once. */
export const services: readonly Case[] = [
	{
		rule: audDockerSock,
		fires: tasks({mounts: ['/var/run/docker.sock']}),
		value: '/var/run/docker.sock',
		subjects: ['agent'],
		nearly: [
			tasks({mounts: ['/var/run/docker.sock']}, {state: 'exited'}),
			tasks({mounts: ['/var/run/docker.sock']}, {labels: {'com.docker.swarm.task.name': 'agent.1.x'}}),
		],
	},
	{
		rule: audNetHostMode,
		fires: tasks({}, {networkMode: 'host'}),
		value: 'host',
		subjects: ['agent'],
		nearly: [tasks({})],
	},
	{
		rule: audCapNet,
		fires: tasks({capabilitiesAdded: ['NET_ADMIN']}),
		value: 'NET_ADMIN',
		subjects: ['agent'],
		nearly: [tasks({capabilitiesAdded: ['SYS_TIME']})],
	},
	{
		rule: audPortSensitivePublic,
		fires: publishing({protocol: 'tcp', targetPort: 5432, publishedPort: 15_432, mode: 'ingress'}),
		value: '*:15432->5432/tcp',
		subjects: ['db'],
		nearly: [
			publishing({protocol: 'tcp', targetPort: 5432, mode: 'ingress'}),
			publishing({protocol: 'tcp', targetPort: 80, publishedPort: 5432, mode: 'ingress'}),
		],
	},
	{
		rule: audSwarmUnneeded,
		fires: withoutServices([]),
		value: 'none',
		subjects: [plainHost.name],
		nearly: [withoutServices([containerNamed('web', [placeOn('mesh')])])],
	},
	{
		rule: audOverlayNotIsolatedPlane,
		fires: tunnel([node, {...node, id: 'm'}]),
		value: '10.77.0.11',
		subjects: [plainHost.name],
		nearly: [tunnel([node])],
	},
	{
		rule: audConfigOnlyDangling,
		fires: template(manager),
		value: 'none',
		subjects: ['template'],
		nearly: [template({state: 'active', manager: false})],
	},
];
