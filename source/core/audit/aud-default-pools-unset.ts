import type {Rule} from '../rules/rule.js';
import {api} from '../rules/subjects.js';
import {configureEngine, dockerHosts, hostFound, withoutHostDetails} from './found.js';

export const audDefaultPoolsUnset: Rule = {
	id: 'aud-default-pools-unset',
	title: 'Networks get their subnets from the built-in pools',
	why: 'These are 172.17.0.0 to 172.31.255.255 and 192.168.0.0/16, which company networks and VPNs use too, and they are used up after 31 networks.',
	severity: 'low',
	skip: snapshot =>
		withoutHostDetails(snapshot) ??
		(dockerHosts(snapshot).some(({addressPools}) => addressPools)
			? undefined
			: 'engines before API 1.41 do not tell whether pools are set'),
	*check(snapshot) {
		for (const host of dockerHosts(snapshot)) {
			if (!host.addressPools || host.details?.configuredPools !== false) continue;
			yield hostFound(host, {
				message: `${host.name} takes subnets of new networks from Docker's built-in pools, where they may hide addresses of a company network or VPN.`,
				evidence: [api('info DefaultAddressPools', 'not set', 'ranges that nobody else uses')],
				fix: configureEngine(host, '"default-address-pools": [{"base": "10.201.0.0/16", "size": 24}]'),
			});
		}
	},
};
