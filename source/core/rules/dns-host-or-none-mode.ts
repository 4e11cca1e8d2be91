import type {Container} from '../model/container.js';
import type {Fix} from '../model/finding.js';
import type {HostId} from '../model/reference.js';
import type {Snapshot} from '../model/snapshot.js';
import {hasNameService} from '../names/resolve.js';
import {networksOf} from '../plan/of-host.js';
import {evidenceOf} from '../probes/evidence.js';
import {listed, runningContainers, runningOn} from './members.js';
import type {Found, Rule} from './rule.js';
import {aboutContainer, api} from './subjects.js';
import {type Meant, type Unanswered, unanswered, wantedEvidence, wantedText} from './wanted-names.js';

/** Whether somebody runs there who can be called by name. */
function hasNames(host: HostId, snapshot: Snapshot): boolean {
	return networksOf(snapshot, host).some(network => hasNameService(network) && runningOn(network, snapshot).length > 0);
}

const isUp = ({container}: Meant) => !container || ['running', 'paused'].includes(container.state);
const inHostMode = ({container}: Meant) => container?.networkMode === 'host';

/** Of an asker there: the port that leads to the other. */
function byPort(asker: Container, {name, container}: Meant): Fix {
	const port = container?.ports.find(({hostPort}) => hostPort !== undefined)?.hostPort;
	return {
		title: port
			? `Tell ${asker.name} to reach ${name} at 127.0.0.1:${port}, where it is published, or make it anew on a network of ${name}`
			: `Publish the port of ${name} and tell ${asker.name} 127.0.0.1 and that port, or make ${asker.name} anew on a network of ${name}`,
		commands: [],
		sideEffects: [],
	};
}

/** Of an asker on networks: the host's name in a container. */
const byHost = (asker: Container, {name}: Meant): Fix => ({
	title: `Make ${asker.name} anew with a name for the host, and tell it that one; or take ${name} out of network mode host`,
	commands: ['docker run --add-host host.docker.internal:host-gateway …'],
	sideEffects: [`A firewall of the host must let ${asker.name} in to the port of ${name}.`],
});

function needed(each: Unanswered, other: Meant): Found {
	const {asker, name, wanted, failed} = each;
	const isAsker = asker.networkMode === 'host';
	const who = isAsker ? asker.name : other.name;
	return {
		severity: failed ? 'high' : 'medium',
		confidence: failed ? 'observed' : 'predicted',
		subject: aboutContainer(asker),
		message: `${asker.name} is told to reach ${listed([...new Set(wanted.map(wantedText))])}, and ${who} runs in network mode host: ${
			isAsker ? 'it asks the name servers of the host, which know no containers' : 'it has no name on any network'
		}, so ${name} does not resolve.`,
		evidence: [
			...wantedEvidence(each),
			api(`${who} HostConfig.NetworkMode`, 'host', 'a network'),
			...(failed ? [evidenceOf(failed)] : []),
		],
		fix: isAsker ? byPort(asker, other) : byHost(asker, other),
	};
}

export const dnsHostOrNoneMode: Rule = {
	id: 'dns-host-or-none-mode',
	title: 'No names of containers in network mode host',
	why: 'The engine’s name server is in the networks of containers; the host asks its own, which knows no containers.',
	severity: 'info',
	*check(snapshot) {
		const told = new Set<Container>();
		for (const each of unanswered(snapshot)) {
			const up = each.meant.filter(isUp);
			const isAsker = each.asker.networkMode === 'host';
			const [other] = isAsker || up.every(inHostMode) ? up : [];
			if (!other) continue;
			told.add(each.asker);
			yield needed(each, other);
		}

		for (const container of runningContainers(snapshot)) {
			if (container.networkMode !== 'host' || told.has(container) || !hasNames(container.host, snapshot)) continue;
			const {name} = container;
			yield {
				confidence: 'predicted' as const,
				subject: aboutContainer(container),
				message: `${name} runs in network mode host: it cannot resolve names of other containers, and reaches them by published ports or by address.`,
				evidence: [api(`${name} HostConfig.NetworkMode`, 'host')],
			};
		}
	},
};
