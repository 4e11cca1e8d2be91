import {evidenceOf} from '../../probes/evidence.js';
import {isForbidden} from '../../probes/forbids-sending.js';
import {rulesIn} from '../../rules/conn-target-firewall.js';
import {asked, asker, type Case, type Contradiction, isOk} from './contradiction.js';

const refusals = ({observed: {probe, ping, lookup}}: Case) =>
	[probe, ping, lookup].flatMap(each => (each && isForbidden(each) ? [each] : []));

/** Not even its name server, which Docker runs in the asker's own network namespace, answers it, nor the target, which the host reaches. */
const isDeaf = ({path: {resolution}, observed: {lookup, ping, fromHost}}: Case) =>
	resolution?.by === 'network' &&
	lookup?.result?.result === 'timeout' &&
	['timeout', 'unreachable'].includes(ping?.result?.result ?? '') &&
	isOk(fromHost);

/** The asker's own kernel says that it may not send, or nothing of what it sends or is answered comes through. */
export const forbidden: Contradiction = {
	finding: 'conn-target-firewall',
	applies: found =>
		found.path.from.mode === 'own' &&
		found.observed.probe.result?.result !== 'ok' &&
		(refusals(found).length > 0 || isDeaf(found)),
	title: found =>
		refusals(found).length > 0
			? `${asker(found)} may not send: a rule or a route in its own network namespace keeps the packets in`
			: `not even the name server in its own network namespace answers ${asker(found)}, nor does ${asked(found)}, which the engine’s host reaches: a rule inside ${asker(found)} drops what it sends, or the answers`,
	evidence: found => refusals(found).map(evidenceOf),
	fix: found => rulesIn(found.path.from.owner?.name ?? asker(found)),
};
