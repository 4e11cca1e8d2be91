import {daemonIptablesDisabled} from '../rules/daemon-iptables-disabled.js';
import type {Rule} from '../rules/rule.js';
import {withoutDocker} from './found.js';

/** The API says the same whether the engine manages the firewall or not: only its own machine tells. */
export const audIptablesDisabled: Rule = {
	id: 'aud-iptables-disabled',
	title: 'Engine does not manage the firewall',
	why: 'Without its rules networks are not isolated and published ports depend on the proxy.',
	severity: 'high',
	benchmark: '2.4',
	sameAs: 'daemon-iptables-disabled',
	skip: snapshot =>
		withoutDocker(snapshot) ??
		(daemonIptablesDisabled.skip?.(snapshot) &&
			'the API does not tell, and the host\'s firewall was not read: look for "iptables": false in /etc/docker/daemon.json'),
	check: daemonIptablesDisabled.check,
};
