import type {Container} from '../../model/container.js';
import {keyOf} from '../../model/reference.js';
import {containersOf, tasksOf} from '../../plan/of-host.js';
import {quote} from '../../plan/quote.js';
import type {Listener} from '../../probes/proc-sockets.js';
import {republishService} from '../../rules/republish.js';
import {type Path, type Step, step, wantedPort} from '../path.js';
import {withPort} from '../target.js';

const loopback = /^(127\.|::1$)/;

function runningTasks({to, snapshot}: Path) {
	// In mode host it is another node that is asked.
	const isMeshed = to.kind === 'mesh' && to.port.mode === 'ingress';
	const service = to.kind === 'service' || isMeshed ? to.service : undefined;
	return service ? tasksOf(service, snapshot).filter(({state}) => state === 'running') : [];
}

/** Containers of the service that is asked for, on this engine. */
export function tasksHere(path: Path): readonly Container[] {
	const ids = new Set(runningTasks(path).map(({containerId}) => containerId));
	const own = ids.size === 0 ? [] : containersOf(path.snapshot, path.question.from.host);
	return own.filter(({id, state}) => state === 'running' && ids.has(id));
}

type Seen = {readonly container: Container; readonly listeners: readonly Listener[]};

/** Whether the tasks of a service listen: those that run here, as others cannot be looked into. */
export function taskListener(path: Path): ReturnType<Step> {
	const {to, question, snapshot} = path;
	const port = to.kind === 'mesh' ? to.port.targetPort : question.port;
	if ((to.kind !== 'service' && to.kind !== 'mesh') || port === undefined) return undefined;
	const {protocol} = question;
	const seen = tasksHere(path).flatMap((container): readonly Seen[] => {
		const found = snapshot.observations.get(keyOf(container))?.listeners;
		return found?.result === 'ok' && !found.partial ? [{container, listeners: found.listeners}] : [];
	});
	const onPort = ({listeners}: Seen) => listeners.filter(each => each.port === port && each.protocol === protocol);
	const closed = seen.filter(each => onPort(each).every(({address}) => loopback.test(address)));
	const [first] = closed;
	if (seen.length === 0) return undefined;
	const evidence = (closed.length > 0 ? closed : seen).slice(0, 3).map(({container, listeners}) => ({
		source: 'probe' as const,
		at: `${container.name}: listening sockets`,
		value: listeners.map(each => `${withPort(each.address, each.port)}/${each.protocol}`).join(', ') || 'none',
		expected: `0.0.0.0:${port}/${protocol}`,
	}));
	const who = ({container}: Seen) => container.name;
	if (!first)
		return step('listener', 'pass', `${seen.map(who).join(', ')} listens on ${port}/${protocol}`, {
			evidence,
			observed: true,
		});
	const all = runningTasks(path).length;
	const {name} = to.service;
	const those =
		all === 1 ? `the task of ${name}` : `${closed.length} of ${all} tasks of ${name} (${closed.map(who).join(', ')})`;
	const other = first.listeners.find(each => !loopback.test(each.address));
	const isOnLoopback = onPort(first).length > 0;
	const isWrong = to.kind === 'mesh' && other?.protocol === protocol;
	const finding = isOnLoopback ? 'port-loopback-only-listener' : isWrong ? 'port-wrong-target' : 'port-not-listening';
	const instead = other ? `; it does on ${other.port}/${other.protocol}` : '';
	const title = isOnLoopback
		? `${those} listens on ${withPort(onPort(first)[0]!.address, port)} only: nothing from outside the container gets there`
		: `nothing in ${those} listens on ${port}/${protocol}${instead}`;
	// The others may serve.
	return step('listener', closed.length === all ? 'fail' : 'warn', title, {
		evidence,
		finding,
		observed: true,
		fix: isWrong
			? republishService(name, to.port, other!.port)
			: {
					title: isOnLoopback
						? `Let the program of ${name} listen on all addresses (0.0.0.0)`
						: `See what the program of ${name} says, and on which port it is told to listen; ${wantedPort(question)} is not it`,
					commands: isOnLoopback ? [] : [`docker service logs --tail 50 ${quote(name)}`],
					sideEffects: isOnLoopback ? ['Everything on its networks can then reach it.'] : [],
				},
	});
}
