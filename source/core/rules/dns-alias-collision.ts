import type {Container} from '../model/container.js';
import type {Network} from '../model/network.js';
import type {Snapshot} from '../model/snapshot.js';
import {type Holder, namesOfNetwork} from '../names/names-of-network.js';
import {hasNameService} from '../names/resolve.js';
import {quote} from '../plan/quote.js';
import {listed, programOf, projectOf, serviceOf} from './members.js';
import {mixedNames} from './mixed-names.js';
import type {Found, Rule} from './rule.js';
import {aboutName, api} from './subjects.js';

/** Copies of one service share a name on purpose. */
export function identity({container, service, name, ipv4}: Holder): string {
	if (service) return service.id;
	if (container) return serviceOf(container) ?? container.id;
	return `${name} ${ipv4}`;
}

/** As releases side by side and nodes of a cluster are; two projects know nothing of each other. */
function areCopies(one: Container, other: Container): boolean {
	if (programOf(one) !== programOf(other) || projectOf(one) !== projectOf(other)) return false;
	return projectOf(one) !== undefined || one.command === other.command;
}

/** What somebody is called without anybody's doing: an alias is given. */
const ownNames = ({name, container}: Holder) => [name.toLowerCase(), container?.labels['com.docker.compose.service']];

/** Why several may answer to the name on purpose; undefined: nothing speaks for it. */
function pretext(name: string, owners: readonly Holder[]): string | undefined {
	const [first, ...others] = owners;
	const areAlike = others.every(
		({container}) => container && first?.container && areCopies(first.container, container),
	);
	if (areAlike) return 'they run the same program';
	const project = first?.container && projectOf(first.container);
	const isPool = owners.every(
		owner => owner.container && projectOf(owner.container) === project && !ownNames(owner).includes(name),
	);
	if (project && isPool) return `all are of project ${project}, which gave them the alias`;
	// One engine has no two containers of one name.
	return others.every(other => other.name === first?.name) ? 'they have one name, on different nodes' : undefined;
}

function collision(network: Network, name: string, holders: readonly Holder[]): Found | undefined {
	const owners = new Map(holders.map(holder => [identity(holder), holder]));
	if (owners.size < 2) return undefined;
	const meant = pretext(name, [...owners.values()]);
	const owned = [...new Set(holders.map(holder => holder.name))];
	const last = [...owners.values()].at(-1)?.container;
	return {
		...(meant && {severity: 'low'}),
		confidence: 'predicted',
		subject: aboutName(name, network.host),
		message: `On ${network.name} the name ${name} leads to ${holders.length} addresses, of ${listed(owned)}, in changing order: ${
			meant
				? `${meant}, so this may be meant; if not, requests go to the wrong one.`
				: 'part of the requests go to the wrong one.'
		}`,
		evidence: holders.map(holder =>
			api(
				`${holder.name} NetworkSettings.Networks["${network.name}"] Aliases`,
				`${name} → ${holder.ipv4 ?? holder.ipv6 ?? 'no address'}`,
				'a name of one owner',
			),
		),
		...(last &&
			last.name.toLowerCase() !== name && {
				fix: {
					title: `Give ${last.name} another alias on ${network.name}`,
					commands: [
						`docker network disconnect ${quote(network.name)} ${quote(last.name)}`,
						`docker network connect --alias ${quote(`${last.name}-${name}`)} ${quote(network.name)} ${quote(last.name)}`,
					],
					sideEffects: [
						`Connections of ${last.name} on ${network.name} end, and its address there may change.`,
						`Its other aliases on ${network.name} must be given again.`,
					],
				},
			}),
	};
}

export const dnsAliasCollision: Rule = {
	id: 'dns-alias-collision',
	title: 'A name leads to different containers',
	why: 'The resolver answers with all owners of a name, in random order: requests reach the wrong one now and then.',
	severity: 'high',
	*check(snapshot: Snapshot) {
		for (const network of snapshot.networks.values()) {
			if (!hasNameService(network)) continue;
			for (const [name, holders] of namesOfNetwork(network, snapshot)) {
				const found = holders.length > 1 && collision(network, name, holders);
				if (found) yield found;
			}
		}

		yield* mixedNames(snapshot);
	},
};
