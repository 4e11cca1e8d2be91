import type {Snapshot} from '../model/snapshot.js';
import type {PathQuestion, PathStep, Prediction, Verdict} from './explanation.js';
import {type Path, pathOf, type Step} from './path.js';
import {family} from './steps/family.js';
import {listener} from './steps/listener.js';
import {mtu} from './steps/mtu.js';
import {name} from './steps/name.js';
import {namespace} from './steps/namespace.js';
import {driver, network} from './steps/network.js';
import {fromHost, nobody, outside} from './steps/outside.js';
import {published} from './steps/published.js';
import {routes} from './steps/routes.js';
import {askerState, targetState} from './steps/state.js';
import {mesh, nodes, service} from './steps/swarm.js';
import {taskListener} from './steps/task-listener.js';
import {hostPort, notPublished} from './steps/unpublished.js';

/** In the order in which a fault is to blame: what fails first is the cause, what fails later is found too. */
const steps: readonly Step[] = [
	askerState,
	targetState,
	namespace,
	routes,
	fromHost,
	network,
	service,
	nodes,
	outside,
	nobody,
	name,
	family,
	driver,
	published,
	notPublished,
	mesh,
	hostPort,
	listener,
	taskListener,
	mtu,
];

function verdictOf(found: readonly PathStep[], {question, to}: Path): Verdict {
	if (found.some(({status}) => status === 'fail')) return 'blocked';
	// Led away from the container of that name: what answers there is not known.
	if (to.kind === 'outside' && found.some(({finding}) => finding === 'dns-hosts-file-override')) return 'unknown';
	// Without a port it does not matter who listens.
	const open = found.filter(
		({id, status}) => status === 'unknown' && (id !== 'listener' || question.port !== undefined),
	);
	return open.length > 0 ? 'unknown' : 'reachable';
}

/** Several containers may have a name, and each time another one is asked: the verdict is known where it is the same for all. */
function ofAll(verdict: Verdict, {resolution, question}: Path, snapshot: Snapshot): Verdict {
	if (resolution?.by !== 'network' || resolution.holders.some(({service}) => service)) return verdict;
	const addresses = resolution.holders.flatMap(({ipv4, ipv6}) => ipv4 ?? ipv6 ?? []);
	const isSame = (target: string) => predict({...question, target}, snapshot).verdict === verdict;
	return addresses.length < 2 || addresses.every(isSame) ? verdict : 'unknown';
}

/** Whether it works and why, from the snapshot alone: nothing is measured, nothing changes. */
export function predict(question: PathQuestion, snapshot: Snapshot): Prediction {
	const path = pathOf(question, snapshot);
	const found = steps.flatMap(one => one(path) ?? []);
	const {to} = path;
	const address = 'address' in to ? to.address : undefined;
	return {verdict: ofAll(verdictOf(found, path), path, snapshot), steps: found, ...(address && {address})};
}
