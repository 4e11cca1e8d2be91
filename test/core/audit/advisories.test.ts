import {describe, expect, test} from 'vitest';
import {audEngineNetCves} from '../../../source/core/audit/aud-engine-net-cves.js';
import {runRules} from '../../../source/core/rules/run-rules.js';
import {containerNamed, lab, networkNamed, placeOn, snapshotOf} from '../../objects.js';
import {engine, firewalld, hidden, secret} from './engines.js';

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
	[
		'an internal network of Docker Desktop',
		['CVE-2024-29018'],
		engine('25.0.4', {operatingSystem: 'Docker Desktop'}, [hidden]),
	],
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
