import type {Container} from '../model/container.js';
import type {Snapshot} from '../model/snapshot.js';
import {resolve} from '../names/resolve.js';
import {isForbidden} from '../probes/forbids-sending.js';
import {containerOf, type Probed} from '../probes/probed.js';
import {isPodman} from './members.js';
import {isUnanswered} from './name-servers.js';

/** Programs ask by TCP, and for names: that it may not ping alone harms nobody. */
const isUnheard = (probe: Probed) =>
	(probe.kind === 'tcp' && ['timeout', 'unreachable'].includes(probe.result?.result ?? '')) ||
	(probe.kind === 'dns' && isUnanswered(probe));

const loopback = /^(127\.|::1$)/;

/**
 * What tells that rules inside a container are to blame for what it asks in vain: its own kernel said that it may not send, or not
 * even its name server, which Docker runs in the same network namespace, answers it, nor anybody else.
 */
export function keptFromAsking(container: Container, snapshot: Snapshot) {
	const {id, host, networkMode} = container;
	const {probes} = snapshot;
	const own = probes.filter(probe => probe.host === host && containerOf(probe) === id);
	const unheard = own.filter(isUnheard);
	if (networkMode === 'host' || unheard.length === 0) return undefined;
	const forbidden = own.find(isForbidden);
	if (forbidden)
		return {forbidden, all: [...new Set([forbidden, unheard.find(each => each !== forbidden) ?? forbidden])]};
	const isHeard = own.some(
		({result}) => result?.result === 'ok' && 'address' in result && !loopback.test(result.address ?? ''),
	);
	// What it does not know itself it asks others, on a way that may be cut elsewhere.
	const lookup = isPodman(host, snapshot)
		? undefined
		: unheard.find(
				({kind, result, target}) =>
					kind === 'dns' && result?.result === 'timeout' && resolve(container, target, snapshot).by === 'network',
			);
	const connection = unheard.find(({kind}) => kind === 'tcp');
	// One neighbour may not answer pings; the next one, or the router, will.
	const pings = own.filter(({kind, result}) => kind === 'ping' && result?.result === 'timeout');
	const others = connection ? [connection] : pings.length > 1 ? pings.slice(0, 2) : [];
	return !isHeard && lookup && others.length > 0 ? {all: [lookup, ...others]} : undefined;
}
