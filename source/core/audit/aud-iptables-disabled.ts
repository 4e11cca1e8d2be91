import type {Rule} from '../rules/rule.js';
import {withoutDocker} from './found.js';

/** The API says the same whether the engine manages the firewall or not. */
export const audIptablesDisabled: Rule = {
	id: 'aud-iptables-disabled',
	title: 'Engine does not manage the firewall',
	why: 'Without its rules networks are not isolated and published ports depend on the proxy.',
	severity: 'high',
	benchmark: '2.4',
	skip: snapshot =>
		withoutDocker(snapshot) ?? 'the API does not tell: look for "iptables": false in /etc/docker/daemon.json',
	check: () => [],
};
