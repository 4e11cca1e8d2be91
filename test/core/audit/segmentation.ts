import {audAliasCollision} from '../../../source/core/audit/aud-alias-collision.js';
import {audDataTierNotInternal} from '../../../source/core/audit/aud-data-tier-not-internal.js';
import {audDefaultBridgeIcc} from '../../../source/core/audit/aud-default-bridge-icc.js';
import {audDefaultBridgeUsed} from '../../../source/core/audit/aud-default-bridge-used.js';
import {audLegacyLinks} from '../../../source/core/audit/aud-legacy-links.js';
import {audOverlayUnencrypted} from '../../../source/core/audit/aud-overlay-unencrypted.js';
import type {Container} from '../../../source/core/model/container.js';
import type {Host} from '../../../source/core/model/host.js';
import type {Network} from '../../../source/core/model/network.js';
import type {Node} from '../../../source/core/model/swarm.js';
import {containerNamed, lab, networkNamed, placeOn, plainDetails, snapshotOf} from '../../objects.js';
import type {Case} from './cases.js';

const bridge = (facts: Partial<Network> = {}) => networkNamed('bridge', {builtIn: true, ...facts});
const onBridge = (name: string, facts: Partial<Container> = {}) => containerNamed(name, [placeOn('bridge')], facts);
const front = networkNamed('front');
const named = (name: string, address: string, labels: Readonly<Record<string, string>> = {}) =>
	containerNamed(name, [placeOn('front', {ipv4: address, aliases: ['db']})], {labels, command: name});
const compose = {'com.docker.compose.project': 'shop', 'com.docker.compose.service': 'db'};
const store = (internal: boolean, facts: Partial<Container> = {}) =>
	snapshotOf({
		networks: [networkNamed('front', {internal})],
		containers: [containerNamed('db', [placeOn('front')], {image: 'docker.io/library/postgres:16', ...facts})],
	});
const node = (name: string): Node => ({
	host: lab,
	id: name,
	name,
	role: 'manager',
	state: 'ready',
	availability: 'active',
});
const overlay = (
	nodes: readonly Node[],
	facts: Partial<Network> = {},
	state: Host['swarm'] = {state: 'active', manager: true},
) =>
	snapshotOf({
		host: {swarm: state},
		networks: [networkNamed('mesh', {driver: 'overlay', scope: 'swarm', ...facts})],
		swarm: {services: [], tasks: [], nodes},
	});

export const segmentation: readonly Case[] = [
	{
		rule: audDefaultBridgeUsed,
		fires: snapshotOf({networks: [bridge()], containers: [onBridge('web')]}),
		value: 'bridge',
		subjects: ['web'],
		nearly: [
			snapshotOf({networks: [bridge(), front], containers: [containerNamed('web', [placeOn('front')])]}),
			snapshotOf({host: {engine: 'podman'}, networks: [bridge()], containers: [onBridge('web')]}),
		],
	},
	{
		rule: audDefaultBridgeIcc,
		fires: snapshotOf({networks: [bridge()], containers: [onBridge('web'), onBridge('db')]}),
		value: 'not set',
		subjects: ['bridge'],
		nearly: [
			snapshotOf({
				networks: [bridge({options: {'com.docker.network.bridge.enable_icc': 'false'}})],
				containers: [onBridge('web'), onBridge('db')],
			}),
			snapshotOf({networks: [bridge()], containers: [onBridge('web'), onBridge('db', {state: 'exited'})]}),
		],
	},
	{
		rule: audDataTierNotInternal,
		fires: store(false),
		value: 'false',
		subjects: ['db'],
		nearly: [
			store(true),
			store(false, {image: 'postgrest/postgrest'}),
			store(false, {ports: [{hostPort: 5432, containerPort: 5432, protocol: 'tcp'}]}),
		],
	},
	{
		rule: audDataTierNotInternal,
		fires: store(false, {
			image: 'registry.lab/store',
			details: {...plainDetails, exposedPorts: [{port: 6379, protocol: 'tcp'}]},
		}),
		value: 'false',
		subjects: ['db'],
		nearly: [
			store(false, {
				image: 'registry.lab/web',
				details: {...plainDetails, exposedPorts: [{port: 8080, protocol: 'tcp'}]},
			}),
		],
	},
	{
		rule: audLegacyLinks,
		fires: snapshotOf({containers: [onBridge('web', {details: {...plainDetails, links: ['/db:/web/db']}})]}),
		value: '/db:/web/db',
		subjects: ['web'],
		nearly: [snapshotOf({containers: [onBridge('web', {details: plainDetails})]})],
		unknown: [snapshotOf({containers: [onBridge('web')]})],
	},
	{
		rule: audAliasCollision,
		fires: snapshotOf({networks: [front], containers: [named('one', '10.1.0.2'), named('two', '10.1.0.3')]}),
		value: 'db → 10.1.0.3',
		subjects: ['db'],
		nearly: [
			snapshotOf({
				networks: [front],
				containers: [named('one', '10.1.0.2', compose), named('two', '10.1.0.3', compose)],
			}),
			snapshotOf({
				networks: [front],
				containers: [named('one', '10.1.0.2'), containerNamed('two', [placeOn('front', {ipv4: '10.1.0.3'})])],
			}),
		],
	},
	{
		rule: audOverlayUnencrypted,
		fires: overlay([node('a'), node('b')]),
		value: 'not set',
		subjects: ['mesh'],
		nearly: [
			overlay([node('a'), node('b')], {options: {encrypted: ''}}),
			overlay([node('a')]),
			overlay([node('a'), node('b')], {driver: 'bridge'}),
		],
	},
	{
		rule: audOverlayUnencrypted,
		fires: overlay([], {ingress: true, builtIn: true}, {state: 'active', manager: false}),
		value: 'not set',
		subjects: ['mesh'],
		severity: 'info',
		nearly: [overlay([], {}, {state: 'inactive', manager: false})],
	},
];
