import type {Snapshot} from '../model/snapshot.js';
import type {Service, Task} from '../model/swarm.js';
import {tasksOf} from '../plan/of-host.js';
import {quote} from '../plan/quote.js';
import {failedStarts} from './failed-starts.js';
import {areDone, isWanted, listed} from './members.js';
import type {Found, Rule} from './rule.js';
import {findingOfError} from './start-errors.js';
import {aboutService, api} from './subjects.js';
import {wayOutOf} from './unplaced.js';
import {unanswered, wantedEvidence, wantedText} from './wanted-names.js';

const isRunning = ({state}: Task) => state === 'running';

/** Why it does not run now, rather than why others before it did not. */
const errorOf = (tasks: readonly Task[]) => [...tasks.filter(isWanted), ...tasks].find(task => task.error)?.error;

function withoutTasks(service: Service, its: readonly Task[], snapshot: Snapshot): Found {
	const {name} = service;
	const error = errorOf(its);
	const cause = error === undefined ? undefined : findingOfError(error);
	const states = [...new Set(its.map(({state}) => state))].join(', ');
	const {fix, evidence} = wayOutOf(service, error, snapshot);
	return {
		// Without an error it may only just be starting; with one that is a finding of its own, that has the word.
		...((error === undefined || (cause && cause !== overlayVipNoBackend.id)) && {severity: 'low' as const}),
		confidence: 'observed',
		subject: aboutService(service),
		message: `None of the tasks of ${name} runs (${states})${error ? `: ${error}` : ''}. Its name leads nowhere.`,
		evidence: [
			api(`${name} Task.Status.State`, states, 'running'),
			...(error ? [api(`${name} Task.Status.Err`, error)] : []),
			...evidence,
		],
		fix,
	};
}

/** An update that the swarm gave up, for its new tasks did not run: it waits for somebody. */
function paused(service: Service, its: readonly Task[]): Found | undefined {
	const {name, update, replicas = 1} = service;
	if (update?.state !== 'paused' && update?.state !== 'rollback_paused') return undefined;
	const running = its.filter(isRunning).length;
	const error = errorOf(its);
	return {
		severity: running < replicas ? 'medium' : 'low',
		confidence: 'observed',
		subject: aboutService(service),
		message: `The ${update.state === 'paused' ? 'update' : 'rollback'} of ${name} has stopped half-way, ${running} of ${replicas} tasks run${error ? `: ${error}` : ''}.`,
		evidence: [
			api(`${name} UpdateStatus`, [update.state, update.message].filter(Boolean).join(': '), 'completed'),
			...(error ? [api(`${name} Task.Status.Err`, error)] : []),
		],
		fix: {
			title: 'Go back to what ran before, or mend what was updated and update again',
			commands: [`docker service rollback ${quote(name)}`],
			sideEffects: ['Tasks of the newer release are replaced.'],
		},
	};
}

/** Scaled to 0, which is nobody's loss unless somebody is told to reach it. */
function missed(service: Service, snapshot: Snapshot): Found | undefined {
	const {name, host} = service;
	const asked = unanswered(snapshot).filter(
		({asker, meant}) => asker.host === host && meant.some(other => other.service === service),
	);
	const [first] = asked;
	if (!first) return undefined;
	return {
		severity: 'medium',
		confidence: 'predicted',
		subject: aboutService(service),
		message: `${name} is scaled to 0, so its name does not resolve; ${listed(asked.map(each => each.asker.name))} is told to reach it (${wantedText(first.wanted[0]!)}).`,
		evidence: [
			api(`${name} Spec.Mode.Replicated.Replicas`, '0', '1 or more'),
			...asked.slice(0, 3).flatMap(wantedEvidence),
		],
		fix: {title: `Have it run`, commands: [`docker service scale ${quote(`${name}=1`)}`], sideEffects: []},
	};
}

function judge(service: Service, snapshot: Snapshot): Found | undefined {
	const its = tasksOf(service, snapshot);
	if (service.mode === 'job') return undefined;
	if (service.replicas === 0) return missed(service, snapshot);
	if (its.length === 0 || areDone(its)) return undefined;
	return its.some(isRunning) ? paused(service, its) : withoutTasks(service, its, snapshot);
}

export const overlayVipNoBackend: Rule = {
	id: 'overlay-vip-no-backend',
	title: 'A service lacks running tasks',
	why: 'With no task behind it the name of a service leads nowhere: it does not resolve, or connections are refused or time out.',
	severity: 'high',
	*check(snapshot) {
		const reported = new Set<string>();
		const services = [...snapshot.swarms.values()].flatMap(swarm => swarm.services);
		for (const service of services) {
			const found = judge(service, snapshot);
			if (!found) continue;
			reported.add(service.id);
			yield found;
		}

		for (const {subject, at, error} of failedStarts(overlayVipNoBackend.id, snapshot)) {
			const service = services.find(({id}) => id === subject.id);
			if (reported.has(subject.id) || !service) continue;
			const {fix, evidence} = wayOutOf(service, error, snapshot);
			yield {
				// The others of its tasks serve.
				severity: 'medium' as const,
				confidence: 'observed' as const,
				subject,
				message: `${subject.name} has fewer running tasks than it wants: ${error}.`,
				evidence: [api(at, error), ...evidence],
				fix,
			};
		}
	},
};
