import type {Container} from '../model/container.js';
import type {Evidence} from '../model/finding.js';
import type {HostId} from '../model/reference.js';
import type {Snapshot} from '../model/snapshot.js';
import {hasNameService} from '../names/resolve.js';
import {containersOf} from '../plan/of-host.js';
import {quote} from '../plan/quote.js';
import {evidenceOf} from '../probes/evidence.js';
import {isoDate} from '../text/formats.js';
import {severityOf} from './conn-target-stopped.js';
import {isShortLived, listed, runningContainers} from './members.js';
import type {Rule} from './rule.js';
import {aboutContainer, api} from './subjects.js';
import {sharesNetwork, unanswered, wantedEvidence} from './wanted-names.js';

/** Somebody who runs and needs a container that does not. */
type Need = {
	readonly target: Container;
	readonly asker: Container;
	readonly name: string;
	readonly evidence: readonly Evidence[];
	/** `told`: the name is in its settings; `failed`: and did not resolve; `depends`: Compose starts it after the other, no more. */
	readonly by: 'failed' | 'told' | 'depends';
};

const stopped: readonly Container['state'][] = ['created', 'exited', 'dead'];

function told(snapshot: Snapshot): readonly Need[] {
	return unanswered(snapshot).flatMap(each => {
		const {asker, name, meant, failed} = each;
		return meant.flatMap((other): readonly Need[] => {
			const {container: target, networks} = other;
			if (!target || !stopped.includes(target.state) || isShortLived(target)) return [];
			if (!sharesNetwork(asker, {...other, networks: networks.filter(hasNameService)}, snapshot)) return [];
			const evidence = [...wantedEvidence(each), ...(failed ? [evidenceOf(failed)] : [])];
			return [{target, asker, name, evidence, by: failed ? 'failed' : 'told'}];
		});
	});
}

const label = 'com.docker.compose.depends_on';
const compose = ({labels}: Container) => ({
	project: labels['com.docker.compose.project'],
	service: labels['com.docker.compose.service'],
});

/** `db:service_healthy:false,migrate:service_completed_successfully:false`: whoever need not stay is left out. */
function dependsOn({labels}: Container): readonly string[] {
	return (labels[label] ?? '').split(',').flatMap(part => {
		const [service, condition] = part.split(':');
		return service && condition !== 'service_completed_successfully' ? [service] : [];
	});
}

function depending(snapshot: Snapshot, host: HostId): readonly Need[] {
	const all = containersOf(snapshot, host);
	return runningContainers(snapshot).flatMap(asker => {
		const {project} = compose(asker);
		if (asker.host !== host || !project) return [];
		return dependsOn(asker).flatMap((service): readonly Need[] => {
			const its = all.filter(other => compose(other).project === project && compose(other).service === service);
			const [target] = its;
			if (!target || !its.every(({state}) => stopped.includes(state)) || its.every(isShortLived)) return [];
			const evidence = [api(`${asker.name} Config.Labels["${label}"]`, asker.labels[label] ?? '')];
			return [{target, asker, name: service, evidence, by: 'depends'}];
		});
	});
}

const severities = {failed: 'high', told: 'medium', depends: 'low'} as const;
const ways = ['failed', 'told', 'depends'] as const;

export const dnsTargetNotRunning: Rule = {
	id: 'dns-target-not-running',
	title: 'A name that others are told to reach belongs to nobody who runs',
	why: 'A name leads to those that run only: once its container has stopped it does not resolve.',
	severity: 'medium',
	*check(snapshot) {
		const needs = [...told(snapshot), ...[...snapshot.hosts.keys()].flatMap(host => depending(snapshot, host))];
		for (const target of new Set(needs.map(need => need.target))) {
			const its = needs.filter(need => need.target === target);
			const {by, evidence} = ways.flatMap(way => its.find(need => need.by === way) ?? [])[0]!;
			const {name, state, exitCode, details} = target;
			const askers = listed([...new Set(its.map(({asker}) => asker.name))]);
			yield {
				// That it fell is another finding, of which this is a part.
				severity: by === 'failed' && severityOf(target) === 'high' ? 'medium' : severities[by],
				confidence: by === 'failed' ? ('observed' as const) : ('predicted' as const),
				subject: aboutContainer(target),
				message: `${name} does not run (${state}), so ${listed([...new Set(its.map(need => need.name))])} does not resolve; ${by === 'depends' ? `${askers} of the same project depends on it` : `${askers} is told to reach it by that name`}.`,
				evidence: [
					api(`${name} State.Status`, state, 'running'),
					...(exitCode === undefined || state === 'created' ? [] : [api(`${name} State.ExitCode`, `${exitCode}`)]),
					...(details?.finishedAt ? [api(`${name} State.FinishedAt`, isoDate(details.finishedAt))] : []),
					...evidence,
				],
				fix: {
					title: `See why ${name} ended, then start it`,
					commands: [`docker logs --tail 50 ${quote(name)}`, `docker start ${quote(name)}`],
					sideEffects: [],
				},
			};
		}
	},
};
