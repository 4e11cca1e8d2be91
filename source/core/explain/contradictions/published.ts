import {quote} from '../../plan/quote.js';
import {listenersText, queuedOn} from '../../rules/listening.js';
import {reload} from '../../rules/port-published-not-programmed.js';
import {measured} from '../../rules/subjects.js';
import {behindPort} from '../path.js';
import {withPort} from '../target.js';
import {asked, asker, type Case, type Contradiction, isOk, isRefused, isSilent} from './contradiction.js';
import {isHeard, listenersOf, ownerOf, rulesInside} from './target.js';

const failures = ['refused', 'timeout', 'unreachable'];

/** The port of the host accepts, and the container's own does not: that was the host's proxy. For the outside, the host asked for it. */
function isProxyAlone({path: {to, from}, observed: {probe, fromHost}}: Case): boolean {
	const isAccepted = isOk(probe) || (from.mode === 'outside' && probe === fromHost);
	return to.kind === 'published' && isAccepted && failures.includes(fromHost?.result?.result ?? '');
}

const ofHost = ({observed: {fromHost}}: Case) => fromHost?.result?.result;

/** A rule is to blame where the program takes connections from within, or where packets vanish. */
const isFiltered = (found: Case) =>
	isProxyAlone(found) &&
	isHeard(found) &&
	(ofHost(found) === 'timeout' || (ofHost(found) === 'refused' && isOk(found.observed.within)));

function behind(found: Case): string {
	const way = behindPort(found.path);
	const at = way ? withPort(way.address, way.port) : '';
	const fate = ofHost(found) === 'refused' ? 'refuses' : 'does not answer';
	if (found.path.from.mode === 'outside' && found.observed.probe === found.observed.fromHost)
		return `not even the engine’s host gets in at ${at}, where the port of ${ownerOf(found)?.name} leads: it ${fate}`;
	return `${asked(found)} accepts connections, as Docker’s proxy does for any container, and ${ownerOf(found)?.name} behind it (${at}) ${fate}`;
}

/** The host does not get in at its own port, and does at the container's address. */
const isNotProgrammed = (found: Case) =>
	found.path.to.kind === 'published' &&
	found.path.from.mode === 'host' &&
	(isRefused(found) || isSilent(found)) &&
	isOk(found.observed.fromHost);

/** Podman holds published ports with sockets whose connections nobody takes: what gets there was not led to the container. */
function isHeld({path: {to}, observed: {probe, waiting}}: Case): boolean {
	if (to.kind !== 'published' || !isOk(probe) || !waiting) return false;
	const [before = 0, after = 0] = waiting.map(({result}) => queuedOn(to.port.hostPort, result));
	return before > 0 && after > before;
}

const sharesNetwork = ({path: {from, to}}: Case) =>
	to.kind === 'published' &&
	to.end.networks.some(({network}) => from.networks.some(own => own.network.id === network.id));

/** A container of another network gets no answer at the host's port, while the host gets in at the container's address. */
const isHairpin = (found: Case) =>
	found.path.to.kind === 'published' &&
	found.path.from.container !== undefined &&
	!sharesNetwork(found) &&
	found.path.host?.engine !== 'podman' &&
	(isRefused(found) || isSilent(found)) &&
	isOk(found.observed.fromHost);

/** Behind a port of the host. */
export const publishedContradictions: readonly Contradiction[] = [
	{
		finding: 'port-published-not-programmed',
		applies: isHeld,
		title: found =>
			`${asked(found)} accepts connections and nobody takes them: Podman’s conmon holds that port, and the rules that lead it to ${ownerOf(found)?.name} are gone, as after a reload of the host’s firewall`,
		fix: () => reload,
		suspects: ['chain NETAVARK-HOSTPORT-DNAT of the host’s table nat'],
	},
	{
		finding: 'conn-target-firewall',
		applies: isFiltered,
		title: found =>
			`${behind(found)}, though it listens there: something inside the container ${ofHost(found) === 'refused' ? 'rejects' : 'drops'} it`,
		evidence: found => [measured(`${ownerOf(found)?.name}: listeners`, listenersText(listenersOf(found) ?? []))],
		fix: rulesInside,
		suspects: ['a firewall inside the target container'],
	},
	{
		finding: 'port-published-not-programmed',
		applies: isNotProgrammed,
		title: found =>
			`${ownerOf(found)?.name} answers at its own address, and ${asked(found)} does not lead there: the engine’s rules for that port, and its proxy, are gone or overruled`,
		fix: found => ({
			title: `Restart ${ownerOf(found)?.name}: the engine publishes its ports anew`,
			commands: [`docker restart ${quote(ownerOf(found)?.name ?? '')}`],
			sideEffects: [`Connections of ${ownerOf(found)?.name} end.`],
		}),
		suspects: ['the process docker-proxy of that port', 'chain DOCKER of the host’s table nat'],
	},
	{
		finding: 'port-hairpin-cross-network',
		applies: isHairpin,
		title: found =>
			`${ownerOf(found)?.name} answers at its own address, and ${asker(found)} gets no answer at the host’s port that leads there: a rule of the host keeps out what comes from its containers, in chain INPUT or DOCKER-USER`,
		fix: found => {
			const [first] = found.path.to.kind === 'published' ? found.path.to.end.networks : [];
			const name = found.path.from.owner?.name ?? asker(found);
			return {
				title: `Share a network between the two, or let the bridge of ${name} in past the host’s firewall`,
				commands: [
					...(first ? [`docker network connect ${quote(first.network.name)} ${quote(name)}`] : []),
					'iptables -L INPUT -n -v --line-numbers',
				],
				sideEffects: [`Everything on a shared network reaches ${name}, and it reaches everything there.`],
			};
		},
		suspects: ['chain INPUT of the host’s firewall', 'chain DOCKER-USER'],
	},
	{
		applies: isProxyAlone,
		title: behind,
		suspects: [
			'no program listens on that port, or on 127.0.0.1 only (port-not-listening, port-loopback-only-listener)',
			'a firewall inside the target container (conn-target-firewall)',
			'the interface of the container, which is down or off the bridge of its network',
		],
	},
];
