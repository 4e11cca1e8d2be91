import {asked, type Case, type Contradiction, isOk, isRefused, isSilent} from './contradiction.js';

const overlayOf = ({path: {to}}: Case) => (to.kind === 'remote' || to.kind === 'service' ? to.network : undefined);
const serviceOf = ({path: {to}}: Case) => (to.kind === 'mesh' ? to.service.name : '');
const isEncrypted = (found: Case) => 'encrypted' in (overlayOf(found)?.options ?? {});

/** Between the nodes of a swarm. */
export const overlayContradictions: readonly Contradiction[] = [
	{
		finding: 'overlay-ingress-unreachable',
		applies: found => isSilent(found) && found.path.to.kind === 'mesh',
		title: found =>
			`tasks of ${serviceOf(found)} run, and ${asked(found)} does not lead to them: the routing mesh of this node is broken, or nothing crosses the nodes`,
		suspects: ['a firewall between the nodes that drops UDP 4789 or port 7946', 'the network ingress of this node'],
	},
	{
		applies: found => isRefused(found) && found.path.to.kind === 'mesh',
		title: found => `${asked(found)} refuses connections, though tasks of ${serviceOf(found)} run`,
		suspects: [
			'no program in the tasks listens on the port that is published (port-not-listening)',
			'the routing mesh of this node (overlay-ingress-unreachable)',
		],
	},
	{
		finding: 'overlay-vip-dead',
		applies: found => {
			const {to} = found.path;
			return to.kind === 'service' && to.service.endpointMode === 'vip' && (found.observed.tasks ?? []).some(isOk);
		},
		title: found =>
			`the tasks of ${found.path.question.target} answer at their own addresses, its virtual IP does not: the load balancer (IPVS) of this node is broken or missing in the kernel`,
	},
	{
		finding: 'overlay-encrypted-esp-blocked',
		applies: found => isSilent(found) && isEncrypted(found),
		title: found =>
			`${overlayOf(found)?.name} is encrypted and nothing crosses the nodes: IPsec (ESP, IP protocol 50) is blocked, or the kernel lacks it`,
		suspects: ['a firewall between the nodes that drops IP protocol 50', 'kernel modules xfrm_user and esp4'],
	},
	{
		finding: 'overlay-ports-blocked',
		applies: found => isSilent(found) && overlayOf(found) !== undefined,
		title: () => 'the name is known, and no packet crosses the nodes: VXLAN (UDP 4789) does not get through',
		suspects: ['a firewall between the nodes that drops UDP 4789'],
	},
];
