import type {Container} from '../model/container.js';
import type {Snapshot} from '../model/snapshot.js';
import {networksOfNamespace, resolve} from '../names/resolve.js';
import {quote} from '../plan/quote.js';
import {evidenceOf} from '../probes/evidence.js';
import {containerOf, type Probed} from '../probes/probed.js';
import {isPodman, listed, runningContainers} from './members.js';
import type {Rule} from './rule.js';
import {aboutContainer, api} from './subjects.js';
import {wantedText} from './wanted-names.js';

/** Look-ups of it that nobody answered. */
function failedOf({host, id}: Container, {probes}: Snapshot): readonly Probed[] {
	return probes.filter(
		probe =>
			probe.kind === 'dns' &&
			probe.host === host &&
			containerOf(probe) === id &&
			['no-name', 'timeout'].includes(probe.result?.result ?? '') &&
			probe.target.includes('.'),
	);
}

export const dnsInternalNoForwarding: Rule = {
	id: 'dns-internal-no-forwarding',
	title: 'Names of the outside are asked for on internal networks only',
	why: 'The name service of internal networks asks no other: what it does not know is an error of the server (SERVFAIL), not an unknown name.',
	severity: 'medium',
	*check(snapshot) {
		for (const container of runningContainers(snapshot)) {
			const networks = networksOfNamespace(container, snapshot).map(({network}) => network);
			if (isPodman(container.host, snapshot) || networks.length === 0) continue;
			const isUnanswered = (name: string) => name.includes('.') && resolve(container, name, snapshot).by === 'nobody';
			const failed = failedOf(container, snapshot).filter(({target}) => isUnanswered(target));
			const wanted = (container.details?.wantedHosts ?? []).filter(({host}) => isUnanswered(host));
			const names = [...new Set([...failed.map(({target}) => target), ...wanted.map(({host}) => host)])];
			if (names.length === 0) continue;
			const {name} = container;
			yield {
				// Variables of images name where they come from, too: nobody need ask for that.
				...(failed.length === 0 && {severity: 'info' as const}),
				confidence: failed.length > 0 ? ('observed' as const) : ('predicted' as const),
				subject: aboutContainer(container),
				message: `${name} is on internal networks only (${listed(networks.map(network => network.name))}), whose name service asks nobody outside: ${listed(names)} ${failed.length > 0 ? 'does' : 'would'} not resolve.`,
				evidence: [
					...failed.slice(0, 3).map(evidenceOf),
					...wanted.slice(0, 3).map(each => api(`${name} Config.${each.at}`, wantedText(each))),
					...networks.map(network => api(`${network.name} Internal`, 'true', 'false')),
				],
				fix: {
					title: 'If it is to reach the outside, add a network that leads out',
					commands: ['docker network create egress', `docker network connect egress ${quote(name)}`],
					sideEffects: [`${name} can then reach everything outside, and its default gateway is on egress.`],
				},
			};
		}
	},
};
