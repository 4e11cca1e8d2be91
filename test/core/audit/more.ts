import {audBridgeNoMasq} from '../../../source/core/audit/aud-bridge-no-masq.js';
import {audConfigOnlyDangling} from '../../../source/core/audit/aud-config-only-dangling.js';
import {audIpForward} from '../../../source/core/audit/aud-ip-forward.js';
import {audOverlaySubnetLarge} from '../../../source/core/audit/aud-overlay-subnet-large.js';
import {audPortPublishAll} from '../../../source/core/audit/aud-port-publish-all.js';
import {audRoutedMode} from '../../../source/core/audit/aud-routed-mode.js';
import {audSwarmUnneeded} from '../../../source/core/audit/aud-swarm-unneeded.js';
import type {Host} from '../../../source/core/model/host.js';
import type {Network} from '../../../source/core/model/network.js';
import type {Node, Service} from '../../../source/core/model/swarm.js';
import {containerNamed, lab, networkNamed, placeOn, plainDetails, plainHost, snapshotOf} from '../../objects.js';
import type {Case} from './cases.js';

const front = (facts: Partial<Network>) => snapshotOf({networks: [networkNamed('front', facts)]});
const mode = 'com.docker.network.bridge.gateway_mode_ipv4';
const masquerade = 'com.docker.network.bridge.enable_ip_masquerade';
const publishAll = (value: boolean) =>
	snapshotOf({containers: [containerNamed('web', [], {details: {...plainDetails, publishAll: value}})]});
const forwarding = (ipv4Forwarding: boolean | undefined, host: Partial<Host> = {}) =>
	snapshotOf({
		host: {
			...host,
			details: {warnings: [], configuredPools: false, ipv4Forwarding},
		},
		networks: [networkNamed('front')],
		containers: [containerNamed('web', [placeOn('front')])],
	});
const overlay = (cidr: string, driver = 'overlay') => front({driver, subnets: [{cidr, auxiliary: {}}]});
const manager: Host['swarm'] = {state: 'active', manager: true};
const node: Node = {host: lab, id: 'n', name: 'n', role: 'manager', state: 'ready', availability: 'active'};
const service: Service = {
	host: lab,
	id: 's',
	name: 's',
	mode: 'replicated',
	endpointMode: 'vip',
	networks: [],
	ports: [],
	labels: {},
};
const template = networkNamed('template', {configOnly: true});

export const more: readonly Case[] = [
	{
		rule: audPortPublishAll,
		fires: publishAll(true),
		value: 'true',
		subjects: ['web'],
		nearly: [publishAll(false)],
		unknown: [snapshotOf({containers: [containerNamed('web')]})],
	},
	{
		rule: audRoutedMode,
		fires: front({options: {[mode]: 'routed'}}),
		value: 'routed',
		subjects: ['front'],
		nearly: [front({options: {[mode]: 'nat'}}), front({options: {[mode]: 'nat-unprotected'}})],
	},
	{
		rule: audSwarmUnneeded,
		fires: snapshotOf({host: {swarm: manager}, swarm: {services: [], tasks: [], nodes: [node]}}),
		value: 'none',
		subjects: [plainHost.name],
		nearly: [
			snapshotOf({host: {swarm: manager}, swarm: {services: [service], tasks: [], nodes: [node]}}),
			snapshotOf({host: {swarm: manager}, swarm: {services: [], tasks: [], nodes: []}}),
			snapshotOf({host: {swarm: manager}}),
		],
	},
	{
		rule: audIpForward,
		fires: forwarding(false),
		value: 'false',
		subjects: [plainHost.name],
		nearly: [forwarding(true), forwarding(undefined), forwarding(false, {engine: 'podman', rootless: true})],
		unknown: [snapshotOf()],
	},
	{
		rule: audBridgeNoMasq,
		fires: front({options: {[masquerade]: 'false'}}),
		value: 'false',
		subjects: ['front'],
		nearly: [
			front({options: {[masquerade]: 'false', [mode]: 'routed'}}),
			front({options: {[masquerade]: 'false'}, internal: true}),
		],
	},
	{
		rule: audBridgeNoMasq,
		fires: snapshotOf({
			networks: [networkNamed('bridge', {builtIn: true, options: {[masquerade]: 'false'}})],
			containers: [containerNamed('web', [placeOn('bridge')])],
		}),
		value: 'false',
		subjects: ['bridge'],
		nearly: [
			snapshotOf({networks: [networkNamed('bridge', {builtIn: true, options: {[masquerade]: 'false'}})]}),
			front({options: {[masquerade]: 'false', [mode]: 'isolated'}}),
		],
	},
	{
		rule: audConfigOnlyDangling,
		fires: snapshotOf({networks: [template]}),
		value: 'none',
		subjects: ['template'],
		nearly: [snapshotOf({networks: [template, networkNamed('lan', {configFrom: 'template'})]})],
	},
	{
		rule: audOverlaySubnetLarge,
		fires: overlay('10.1.0.0/23'),
		value: '10.1.0.0/23',
		subjects: ['front'],
		nearly: [overlay('10.1.0.0/24'), overlay('10.1.0.0/16', 'bridge')],
	},
];
