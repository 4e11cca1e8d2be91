import {listenersText} from '../../rules/listening.js';
import {measured} from '../../rules/subjects.js';
import {behindPort} from '../path.js';
import {withPort} from '../target.js';
import {asked, type Case, type Contradiction, isOk} from './contradiction.js';
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

/** Behind a port of the host. */
export const publishedContradictions: readonly Contradiction[] = [
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
		applies: isProxyAlone,
		title: behind,
		suspects: [
			'no program listens on that port, or on 127.0.0.1 only (port-not-listening, port-loopback-only-listener)',
			'a firewall inside the target container (conn-target-firewall)',
		],
	},
];
