import type {Observed} from './conclude.js';
import type {PathStep} from './explanation.js';
import type {Path} from './path.js';

type Case = {readonly path: Path; readonly observed: Observed; readonly steps: readonly PathStep[]};

/** The path was predicted to work, or not known to fail, and the probe failed: what that means. First match wins. */
export type Contradiction = {
	readonly finding: string;
	readonly applies: (found: Case) => boolean;
	readonly title: (found: Case) => string;
	readonly suspects?: readonly string[];
};

const result = ({observed}: Case) => observed.probe.result?.result;
const isSilent = (found: Case) => ['timeout', 'unreachable', 'loss'].includes(result(found) ?? '');
const isOk = (probed: Observed['fromHost']) => probed?.result?.result === 'ok';
const hasWarning = ({steps}: Case, finding: string) => steps.some(one => one.finding === finding);
const overlayOf = ({path: {to}}: Case) => (to.kind === 'remote' || to.kind === 'service' ? to.network : undefined);
const isEncrypted = (found: Case) => 'encrypted' in (overlayOf(found)?.options ?? {});
const target = ({path: {question}}: Case) =>
	`${question.target}${question.port === undefined ? '' : `:${question.port}`}`;
const asker = ({path: {from}}: Case) => from.name;

export const contradictions: readonly Contradiction[] = [
	{
		finding: 'dns-alias-collision',
		applies: found => result(found) === 'refused' && hasWarning(found, 'dns-alias-collision'),
		title: found =>
			`this time ${asker(found)} was led to a container that refuses ${target(found)}: the name has several owners`,
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
	{
		finding: 'dns-upstream-unreachable',
		applies: found => result(found) === 'no-name' && found.path.to.kind === 'outside',
		title: found =>
			`${found.path.question.target} cannot be resolved: the name servers outside do not answer, or do not know it`,
	},
	{
		finding: 'dns-resolvconf-modified-or-dead-resolver',
		applies: found => result(found) === 'no-name' && found.path.resolution?.by === 'network',
		title: found =>
			`Docker knows ${found.path.question.target}, and ${asker(found)} cannot resolve it: its resolv.conf does not lead to Docker’s name server, or that is dead`,
	},
	{
		finding: 'conn-masquerade-missing',
		applies: found => isSilent(found) && found.path.to.kind === 'outside' && isOk(found.observed.fromHost),
		title: found =>
			`the engine’s host reaches ${target(found)}, its container does not: packets leave without a masqueraded address, or do not come back`,
		suspects: ['the masquerade rule of the network in the host’s firewall', 'the FORWARD chain of the host'],
	},
	{
		finding: 'port-not-listening',
		applies: found => result(found) === 'refused' && found.path.to.kind !== 'outside',
		title: found =>
			`${target(found)} refuses connections: the way there is open, and nothing listens on that address (perhaps on 127.0.0.1 only: its sockets were not seen)`,
	},
	{
		finding: 'conn-target-firewall',
		applies: found =>
			isSilent(found) &&
			found.path.to.kind === 'container' &&
			found.observed.fromHost !== undefined &&
			!isOk(found.observed.fromHost),
		title: found =>
			`neither ${asker(found)} nor the engine’s host gets an answer from ${target(found)}: something inside the container drops it`,
		suspects: ['a firewall inside the target container'],
	},
	{
		finding: 'conn-host-firewall',
		applies: found => isSilent(found) && found.path.to.kind === 'container',
		title: found =>
			`${target(found)} should be reachable, and packets from ${asker(found)} vanish: something that Docker cannot see drops them, such as a rule in chain DOCKER-USER`,
		suspects: ['chain DOCKER-USER', 'other tables of the host’s firewall (iptables -S; nft list ruleset)'],
	},
];
