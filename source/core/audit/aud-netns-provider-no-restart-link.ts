import type {Container} from '../model/container.js';
import {ownerOf} from '../names/resolve.js';
import {netnsSharedStale} from '../rules/netns-shared-stale.js';
import type {Rule} from '../rules/rule.js';
import {api} from '../rules/subjects.js';
import {containerFound, ownContainers, withoutContainerDetails} from './found.js';

const label = 'com.docker.compose.depends_on';

/** `vpn:service_started:true`: Compose restarts it together with that service. */
function isLinked({labels}: Container, owner: Container): boolean {
	const service = owner.labels['com.docker.compose.service'];
	return (labels[label] ?? '').split(',').some(each => {
		const [name, , restart] = each.split(':');
		return name === service && restart === 'true';
	});
}

export const audNetnsProviderNoRestartLink: Rule = {
	id: 'aud-netns-provider-no-restart-link',
	title: 'Container does not restart with the one whose network it shares',
	why: 'A restart of the other makes a new network namespace: who shared the old one is left without a network.',
	severity: 'medium',
	sameAs: 'netns-shared-stale',
	skip: withoutContainerDetails,
	*check(snapshot) {
		const stale = [...netnsSharedStale.check(snapshot)];
		yield* stale;
		for (const container of ownContainers(snapshot)) {
			const owner = container.sharesNetworkOf ? ownerOf(container, snapshot) : undefined;
			const policy = owner?.details?.restartPolicy.name ?? 'no';
			if (!owner || ['', 'no'].includes(policy) || isLinked(container, owner)) continue;
			if (stale.some(({subject}) => subject.id === container.id)) continue;
			const {name, labels} = container;
			yield containerFound(container, {
				severity: 'low',
				message: `${name} shares the network of ${owner.name}, which is restarted by itself (${policy}): ${name} then stays behind without a network.`,
				evidence: [
					api(`${owner.name} HostConfig.RestartPolicy.Name`, policy),
					api(`${name} Labels["${label}"]`, labels[label] ?? 'not set', `restart: true for ${owner.name}`),
				],
				fix: {
					title: `In Compose: depends_on with restart: true; after a crash of ${owner.name}: restart ${name} by hand`,
					commands: [],
					sideEffects: [],
				},
			});
		}
	},
};
