import {versionAtLeast} from '../plan/gates.js';
import {networksOf} from '../plan/of-host.js';
import type {Rule} from '../rules/rule.js';
import {dockerHosts} from './found.js';

/** The API says the same whether the engine filters IPv6 or not. */
export const audIpv6Unfiltered: Rule = {
	id: 'aud-ipv6-unfiltered',
	title: 'Engine does not filter IPv6',
	why: 'Without its rules every port of every container with an IPv6 address is open to whoever has a route to it.',
	severity: 'high',
	skip: snapshot => {
		const host = dockerHosts(snapshot).find(({id}) => networksOf(snapshot, id).some(({ipv6}) => ipv6));
		if (!host) return undefined;
		return versionAtLeast(host.version, '27')
			? 'the API does not tell: look for "ip6tables": false in /etc/docker/daemon.json (it is on by default)'
			: 'the API does not tell: before 27.0 IPv6 is filtered only with "experimental" and "ip6tables": true in /etc/docker/daemon.json';
	},
	check: () => [],
};
