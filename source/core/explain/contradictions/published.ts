import {quote} from '../../plan/quote.js';
import {listenersText, queuedOn} from '../../rules/listening.js';
import {reload} from '../../rules/port-published-not-programmed.js';
import {measured} from '../../rules/subjects.js';
import {behindPort} from '../path.js';
import {withPort} from '../target.js';
import {asked, type Case, type Contradiction, isOk, isRefused, isSilent} from './contradiction.js';
import {isHeard, listenersOf, ownerOf, rulesInside} from './target.js';

const failures = ['refused', 'timeout', 'unreachable'];

/** The port of the host accepts, and the container's own does not: that was the host's proxy. */
function isProxyAlone({path: {to}, observed: {probe, fromHost}}: Case): boolean {
	return to.kind === 'published' && isOk(probe) && failures.includes(fromHost?.result?.result ?? '');
}

const ofHost = ({observed: {fromHost}}: Case) => fromHost?.result?.result;

/** A rule is to blame where the program takes connections from within, or where packets vanish. */
const isFiltered = (found: Case) =>
	isProxyAlone(found) && isHeard(found) && (ofHost(found) !== 'refused' || isOk(found.observed.within));

function behind(found: Case): string {
	const way = behindPort(found.path);
	const at = way ? withPort(way.address, way.port) : '';
	const fate = ofHost(found) === 'refused' ? 'refuses' : 'does not answer';
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
		applies: isProxyAlone,
		title: behind,
		suspects: [
			'no program listens on that port, or on 127.0.0.1 only (port-not-listening, port-loopback-only-listener)',
			'a firewall inside the target container (conn-target-firewall)',
		],
	},
];
