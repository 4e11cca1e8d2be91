import {connBridgeTooManyEndpoints} from '../rules/conn-bridge-too-many-endpoints.js';
import type {Rule} from '../rules/rule.js';

export const audEndpointsLimit: Rule = {
	id: 'aud-endpoints-limit',
	title: 'Bridge is close to the limit of the kernel',
	why: 'A Linux bridge takes 1023 ports: beyond, containers do not start.',
	severity: 'medium',
	sameAs: 'conn-bridge-too-many-endpoints',
	check: connBridgeTooManyEndpoints.check,
};
