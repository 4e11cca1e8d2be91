import {ipamHostRouteOverlap} from '../rules/ipam-host-route-overlap.js';
import type {Rule} from '../rules/rule.js';

export const audSubnetHostOverlap: Rule = {
	id: 'aud-subnet-host-overlap',
	title: 'Subnet hides addresses that the host routes elsewhere',
	why: 'What the host reaches over a VPN or a router is cut off, for containers and for the host.',
	severity: 'high',
	sameAs: 'ipam-host-route-overlap',
	skip: ipamHostRouteOverlap.skip,
	check: ipamHostRouteOverlap.check,
};
