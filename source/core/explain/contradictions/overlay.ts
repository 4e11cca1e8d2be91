import {tasksOf} from '../../plan/of-host.js';
import {openEsp} from '../../rules/overlay-encrypted-esp-blocked.js';
import {withoutMesh} from '../../rules/overlay-ingress-unreachable.js';
import {openPorts} from '../../rules/overlay-ports-blocked.js';
import {withoutVip} from '../../rules/overlay-vip-dead.js';
import type {Destination} from '../destination.js';
import {tasksHere} from '../steps/task-listener.js';
import {asked, type Case, type Contradiction, isOk, isRefused, isSilent} from './contradiction.js';

const overlayOf = ({path: {to}}: Case) => (to.kind === 'remote' || to.kind === 'service' ? to.network : undefined);
const serviceOf = ({path: {to}}: Case) => (to.kind === 'mesh' || to.kind === 'service' ? to.service.name : '');
const isMeshed = ({path: {to}}: Case) => to.kind === 'mesh' && to.port.mode === 'ingress';
/** A task here listens: it is the way to it that fails. */
const isHeard = ({steps}: Case) => steps.some(({id, status}) => id === 'listener' && status === 'pass');
const isVirtual = (to: Case['path']['to']) =>
	to.kind === 'service' && to.service.networks.some(({vip}) => vip !== undefined && vip === to.address);

const isService = (to: Destination) => to.kind === 'service';

/** Leads to another node: of a service that runs on this one alone no packet leaves it. */
function isAcross({path}: Case): boolean {
	if (path.to.kind !== 'service') return path.to.kind === 'remote';
	const running = tasksOf(path.to.service, path.snapshot).filter(({state}) => state === 'running');
	return tasksHere(path).length < running.length;
}

const isEncrypted = (found: Case) => 'encrypted' in (overlayOf(found)?.options ?? {});

/** Between the nodes of a swarm. */
export const overlayContradictions: readonly Contradiction[] = [
	{
		finding: 'overlay-ingress-unreachable',
		applies: found => isMeshed(found) && (isSilent(found) || (isRefused(found) && isHeard(found))),
		title: found =>
			`tasks of ${serviceOf(found)} run, and ${asked(found)} does not lead to them: the routing mesh of this node is broken, or nothing crosses the nodes`,
		fix: ({path: {to}}) => withoutMesh(to as Destination & {kind: 'mesh'}),
		suspects: [
			'no IPVS in the kernel of this node (modprobe ip_vs)',
			'a firewall between the nodes that drops UDP 4789 or port 7946',
			'the network ingress of this node',
		],
	},
	{
		applies: found => isRefused(found) && isMeshed(found),
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
			return isVirtual(to) && (found.observed.tasks ?? []).some(isOk);
		},
		title: found =>
			`the tasks of ${serviceOf(found)} answer at their own addresses, its virtual IP does not: the load balancer (IPVS) of this node is broken or missing in the kernel`,
		fix: found => withoutVip(serviceOf(found), isService(found.path.to) ? found.path.to.service.ports : []),
	},
	{
		finding: 'overlay-encrypted-esp-blocked',
		applies: found => isSilent(found) && isEncrypted(found) && isAcross(found),
		title: found =>
			`${overlayOf(found)?.name} is encrypted and nothing crosses the nodes: IPsec (ESP, IP protocol 50) is blocked, or the kernel lacks it`,
		fix: () => openEsp,
		suspects: ['a firewall between the nodes that drops IP protocol 50', 'kernel modules xfrm_user and esp4'],
	},
	{
		finding: 'overlay-ports-blocked',
		applies: found => isSilent(found) && isAcross(found),
		title: () => 'the name is known, and no packet crosses the nodes: VXLAN (UDP 4789) does not get through',
		fix: () => openPorts,
		suspects: ['a firewall between the nodes that drops UDP 4789'],
	},
];
