import type {Container} from '../model/container.js';
import type {Fix} from '../model/finding.js';
import type {Network} from '../model/network.js';
import type {Snapshot} from '../model/snapshot.js';
import {hasNameService, networksOfNamespace} from '../names/resolve.js';
import {connectPlan} from '../plan/memberships.js';
import {quote} from '../plan/quote.js';
import {commandLines} from '../plan/shell.js';
import {plainEndpoint} from '../plan/step.js';
import {evidenceOf} from '../probes/evidence.js';
import {listed} from './members.js';
import type {Rule} from './rule.js';
import {aboutContainer, api} from './subjects.js';
import {type Meant, sharesNetwork, unanswered, wantedEvidence, wantedText} from './wanted-names.js';

const networkNames = (networks: readonly Network[]) => listed(networks.map(({name}) => name)) || 'none';

function fixFor(asker: Container, [first]: readonly Meant[], snapshot: Snapshot): Fix | undefined {
	const network = first?.networks.find(hasNameService);
	if (!first || !network) return undefined;
	const service = asker.labels['com.docker.swarm.service.name'];
	if (service) {
		return {
			title: `Put ${service} on ${network.name}, too`,
			commands: [`docker service update --network-add ${quote(network.name)} ${quote(service)}`],
			sideEffects: ['All tasks of the service are replaced.'],
		};
	}

	const plan = connectPlan(network, [asker], plainEndpoint, snapshot);
	return {
		title: `Connect ${asker.name} to ${network.name}`,
		commands: commandLines(plan.steps),
		sideEffects: plan.effects.map(({text}) => text),
		plan,
	};
}

export const dnsNoSharedNetwork: Rule = {
	id: 'dns-no-shared-network',
	title: 'A container is told to reach a name of another network',
	why: 'The name service answers for the networks of the one that asks; other names go to name servers outside, which know no containers.',
	severity: 'medium',
	*check(snapshot) {
		for (const each of unanswered(snapshot)) {
			const {asker, name, wanted, meant, failed} = each;
			// It is on no network, and can join none.
			if (asker.networkMode === 'host') continue;
			if (meant.some(other => sharesNetwork(asker, other, snapshot))) continue;
			const there = meant.filter(
				({container, networks}) =>
					networks.length > 0 && (!container || ['running', 'paused'].includes(container.state)),
			);
			const [first] = there;
			if (!first) continue;
			const own = networkNames(networksOfNamespace(asker, snapshot).map(({network}) => network));
			const fix = fixFor(asker, there, snapshot);
			yield {
				...(failed && {severity: 'high' as const}),
				confidence: failed ? ('observed' as const) : ('predicted' as const),
				subject: aboutContainer(asker),
				message: `${asker.name} is told to reach ${listed([...new Set(wanted.map(wantedText))])} and is on ${own}, while ${listed(there.map(other => other.name))} is on ${networkNames(first.networks)}: ${name} does not resolve there.`,
				evidence: [
					...wantedEvidence(each),
					...(failed ? [evidenceOf(failed)] : []),
					api(`${asker.name} NetworkSettings.Networks`, own, `a network of ${first.name}`),
					api(`${first.name} ${first.service ? 'Spec' : 'NetworkSettings'}.Networks`, networkNames(first.networks)),
				],
				...(fix && {fix}),
			};
		}
	},
};
