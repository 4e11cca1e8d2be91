import {dnsAliasCollision} from '../rules/dns-alias-collision.js';
import type {Rule} from '../rules/rule.js';

export const audAliasCollision: Rule = {
	id: 'aud-alias-collision',
	title: 'Several containers answer to one name',
	why: 'The resolver gives all of their addresses in random order: clients land on any of them.',
	severity: 'high',
	sameAs: 'dns-alias-collision',
	check: dnsAliasCollision.check,
};
