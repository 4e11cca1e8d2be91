import {describe, expect, test} from 'vitest';
import {audEngineL2Exposure} from '../../../source/core/audit/aud-engine-l2-exposure.js';
import {audEngineNetCves} from '../../../source/core/audit/aud-engine-net-cves.js';
import type {Host} from '../../../source/core/model/host.js';
import type {Network} from '../../../source/core/model/network.js';
import {runRules} from '../../../source/core/rules/run-rules.js';
import {containerNamed, lab, networkNamed, placeOn, plainHost, snapshotOf} from '../../objects.js';
import {testCases} from './cases.js';

const firewalld = {
	details: {warnings: [], configuredPools: false, firewall: {driver: 'iptables+firewalld', facts: {}}},
};
const warned = {details: {warnings: ['WARNING: DOCKER_INSECURE_NO_IPTABLES_RAW is set'], configuredPools: false}};
const engine = (version: string, host: Partial<Host> = {}, networks: readonly Network[] = []) =>
	snapshotOf({host: {version, ...host}, networks});
const secret = networkNamed('mesh', {driver: 'overlay', scope: 'swarm', options: {encrypted: ''}});
const hidden = networkNamed('data', {internal: true});

testCases([
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
]);

const swarm = {swarm: {state: 'active', manager: true}} as const;
const told: readonly (readonly [string, readonly string[], ReturnType<typeof snapshotOf>])[] = [
	['firewalld with an encrypted overlay', ['CVE-2026-115538'], engine('29.9.2', firewalld, [secret])],
	[
		'a container in host mode with an encrypted overlay',
		['CVE-2026-92542'],
		snapshotOf({
			host: {version: '29.8.1'},
			networks: [secret],
			containers: [containerNamed('web', [placeOn('host')], {networkMode: 'host'})],
		}),
	],
	['the same, but no host mode', [], engine('29.8.1', {}, [secret])],
	['an encrypted overlay of old', ['CVE-2023-28840', 'CVE-2025-54410'], engine('23.0.2', {}, [secret])],
	['an internal network', ['CVE-2024-29018', 'CVE-2025-54410'], engine('25.0.4', {}, [hidden])],
	['an internal network, mended', ['CVE-2025-54410'], engine('25.0.5', {}, [hidden])],
	['a swarm', ['GHSA-vwm3-crmr-xfxw', 'moby#51515'], engine('29.0.0', swarm)],
	['a bridge of its own', ['moby#51615'], engine('29.1.0', {}, [networkNamed('front')])],
	['the release after', [], engine('29.1.1', {}, [networkNamed('front')])],
];

describe('advisories', () => {
	test.each(told)('%s', (_, ids, snapshot) => {
		const {findings} = runRules([audEngineNetCves], snapshot, lab);
		expect(findings.map(({message}) => message.split(' ')[0]).toSorted()).toEqual([...ids].toSorted());
	});
});
