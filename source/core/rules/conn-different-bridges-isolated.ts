import type {Container} from '../model/container.js';
import {groupBy} from '../model/group-by.js';
import type {Snapshot} from '../model/snapshot.js';
import {networksOfNamespace} from '../names/resolve.js';
import {connectPlan} from '../plan/memberships.js';
import {membersOf} from '../plan/of-host.js';
import {commandLines} from '../plan/shell.js';
import {plainEndpoint} from '../plan/step.js';
import {applicationOf, isPodman, listed, runningContainers, someOthers} from './members.js';
import type {Rule} from './rule.js';
import {aboutContainer, api} from './subjects.js';

const bridges = (container: Container, snapshot: Snapshot) =>
	networksOfNamespace(container, snapshot).map(({network}) => network);

/** On bridges of its own, with nobody there (paused and stopped ones count) and no published port: it serves nobody and reaches nobody. */
function isLonely(container: Container, snapshot: Snapshot): boolean {
	if (container.sharesNetworkOf || container.ports.some(({hostPort}) => hostPort !== undefined)) return false;
	const networks = bridges(container, snapshot);
	return (
		networks.length > 0 &&
		networks.every(
			network => network.driver === 'bridge' && !network.internal && membersOf(network, snapshot).length === 1,
		)
	);
}

const familyOf = (container: Container) => `${container.host} ${applicationOf(container)}`;

export const connDifferentBridgesIsolated: Rule = {
	id: 'conn-different-bridges-isolated',
	title: 'A container is alone on its networks',
	why: 'Docker drops what goes from one bridge to another, and a name resolves only on networks in common.',
	severity: 'info',
	*check(snapshot: Snapshot) {
		const running = runningContainers(snapshot);
		const onBridges = running.filter(each => bridges(each, snapshot).some(({driver}) => driver === 'bridge'));
		const families = groupBy(onBridges, familyOf);
		const lonely = running.filter(container => isLonely(container, snapshot));
		const allLonely = groupBy(lonely, ({host}) => host);
		for (const container of lonely) {
			const family = families.get(familyOf(container)) ?? [];
			const isRelated = family.length > 1 && applicationOf(container) !== undefined;
			const all = isRelated ? family : (allLonely.get(container.host) ?? []);
			const others = someOthers(all, container);
			const [first] = others;
			const target = first && bridges(first, snapshot).find(({driver}) => driver === 'bridge');
			if (!first || !target) continue;
			const on = listed(bridges(container, snapshot).map(({name}) => name));
			const packets = isPodman(container.host, snapshot)
				? 'packets pass only where Podman does not isolate its bridges, which it does not tell'
				: 'packets between the bridges are dropped';
			const plan = connectPlan(target, [container], plainEndpoint, snapshot);
			yield {
				...(isRelated && {severity: 'low' as const}),
				confidence: 'predicted' as const,
				subject: aboutContainer(container),
				message: `${container.name} is alone on ${on} and publishes nothing: it shares no network with ${listed(
					others.map(({name}) => name),
					all.length - 1,
				)}, so their names do not resolve there; ${packets}.`,
				evidence: [
					api(`${container.name} NetworkSettings.Networks`, on, `a network of ${first.name}, such as ${target.name}`),
					api(`${first.name} NetworkSettings.Networks`, listed(bridges(first, snapshot).map(({name}) => name))),
				],
				fix: {
					title: `Connect ${container.name} to ${target.name}`,
					commands: commandLines(plan.steps),
					sideEffects: plan.effects.map(({text}) => text),
					plan,
				},
			};
		}
	},
};
