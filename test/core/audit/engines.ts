import {audEngineL2Exposure} from '../../../source/core/audit/aud-engine-l2-exposure.js';
import {audEngineNetCves} from '../../../source/core/audit/aud-engine-net-cves.js';
import type {Host} from '../../../source/core/model/host.js';
import type {Network} from '../../../source/core/model/network.js';
import {networkNamed, plainHost, snapshotOf} from '../../objects.js';
import type {Case} from './cases.js';

export const firewalld = {
	details: {warnings: [], configuredPools: false, firewall: {driver: 'iptables+firewalld', facts: {}}},
};
const warned = {details: {warnings: ['WARNING: DOCKER_INSECURE_NO_IPTABLES_RAW is set'], configuredPools: false}};
export const engine = (version: string, host: Partial<Host> = {}, networks: readonly Network[] = []) =>
	snapshotOf({host: {version, ...host}, networks});
export const secret = networkNamed('mesh', {driver: 'overlay', scope: 'swarm', options: {encrypted: ''}});
export const hidden = networkNamed('data', {internal: true});

export const engines: readonly Case[] = [
	{
		rule: audEngineL2Exposure,
		fires: engine('20.10.24+dfsg1'),
		value: '20.10.24+dfsg1',
		subjects: [plainHost.name],
		nearly: [
			engine('28.0.0'),
			engine('28.3.3', firewalld),
			engine('28.3.2'),
			engine('4.3.1', {engine: 'podman'}),
			engine('27.5.1', {rootless: true}),
		],
	},
	{
		rule: audEngineL2Exposure,
		fires: engine('28.3.2', firewalld),
		value: 'iptables+firewalld',
		subjects: [plainHost.name],
		nearly: [],
	},
	{
		rule: audEngineL2Exposure,
		fires: engine('29.1.1', warned),
		value: 'WARNING: DOCKER_INSECURE_NO_IPTABLES_RAW is set',
		subjects: [plainHost.name],
		nearly: [],
	},
	{
		rule: audEngineNetCves,
		fires: engine('28.3.2', firewalld),
		value: 'iptables+firewalld',
		subjects: [plainHost.name],
		nearly: [engine('28.3.2'), engine('29.9.3', firewalld, [secret, hidden]), engine('4.3.1', {engine: 'podman'})],
	},
];
