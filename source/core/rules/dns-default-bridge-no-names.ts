import type {Container} from '../model/container.js';
import {groupBy} from '../model/group-by.js';
import type {Snapshot} from '../model/snapshot.js';
import {namelessText} from '../names/resolve.js';
import {quote} from '../plan/quote.js';
import {applicationOf, listed, programOf, runningOn, someOthers} from './members.js';
import type {Rule} from './rule.js';
import {aboutContainer, api} from './subjects.js';
import {unanswered, wantedEvidence} from './wanted-names.js';

/** Copies of one program, as `mysql-live` and `mysql-test`, need not know each other. */
function differ(containers: readonly Container[]): boolean {
	return new Set(containers.map(container => `${programOf(container)} ${container.command}`)).size > 1;
}

export const dnsDefaultBridgeNoNames: Rule = {
	id: 'dns-default-bridge-no-names',
	title: 'No names on the default bridge',
	why: 'The default bridge has no name service, nor has a network of Podman’s made without one: containers reach each other by address only.',
	severity: 'high',
	*check(snapshot: Snapshot) {
		const told = groupBy(unanswered(snapshot), ({asker}) => asker);
		for (const network of snapshot.networks.values()) {
			if (network.driver !== 'bridge' || (network.name !== 'bridge' && !network.nameless)) continue;
			// Who is on another network too has names there; legacy links are written into the hosts file.
			const alone = runningOn(network, snapshot).filter(
				({container}) => container.endpoints.length === 1 && (container.details?.links ?? []).length === 0,
			);
			const all = alone.map(({container}) => container);
			const applications = groupBy(all, applicationOf);
			const areParts = new Map([...applications].map(([application, its]) => [application, differ(its)]));
			for (const container of all.length > 1 ? all : []) {
				const others = someOthers(all, container);
				const application = applicationOf(container);
				// Nobody makes a network without names who needs them.
				const isOneOfSome = application !== undefined && areParts.get(application) === true && !network.nameless;
				const wanted = (told.get(container) ?? []).filter(({meant}) =>
					meant.some(other => other.container && all.includes(other.container)),
				);
				yield {
					// Strangers need not know each other.
					...(!isOneOfSome && wanted.length === 0 && {severity: 'low' as const}),
					confidence: 'predicted' as const,
					subject: aboutContainer(container),
					message: `${container.name} is on one network only, ${namelessText(network)}: it cannot resolve ${listed(
						others.map(({name}) => name),
						all.length - 1,
					)}, also on it.`,
					evidence: [
						api(
							`${container.name} NetworkSettings.Networks`,
							network.name,
							network.nameless ? 'a network with a name service' : 'a user-defined network',
						),
						...wanted.flatMap(wantedEvidence),
						...others.map(other => api(`${other.name} NetworkSettings.Networks`, network.name)),
					],
					fix: {
						title: 'Put those that need each other on a network of their own',
						commands: [
							'docker network create app',
							...[container, ...others].map(({name}) => `docker network connect app ${quote(name)}`),
						],
						sideEffects: ['Names work at once; the default gateway of the containers may move to app.'],
					},
				};
			}
		}
	},
};
