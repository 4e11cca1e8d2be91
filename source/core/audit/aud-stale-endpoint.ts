import {netStaleEndpoint} from '../rules/net-stale-endpoint.js';
import type {Rule} from '../rules/rule.js';

export const audStaleEndpoint: Rule = {
	id: 'aud-stale-endpoint',
	title: 'Network has an endpoint without a container',
	why: 'It holds an address, and the network cannot be removed.',
	severity: 'medium',
	sameAs: 'net-stale-endpoint',
	skip: ({networks}) =>
		[...networks.values()].some(({details}) => details) ? undefined : 'the endpoints of no network were read',
	check: netStaleEndpoint.check,
};
