import type {HostId} from '../model/reference.js';
import type {Snapshot} from '../model/snapshot.js';
import {hasNameService} from '../names/resolve.js';
import {networksOf} from '../plan/of-host.js';
import {runningContainers, runningOn} from './members.js';
import type {Rule} from './rule.js';
import {aboutContainer, api} from './subjects.js';

/** Whether somebody runs there who can be called by name. */
function hasNames(host: HostId, snapshot: Snapshot): boolean {
	return networksOf(snapshot, host).some(network => hasNameService(network) && runningOn(network, snapshot).length > 0);
}

export const dnsHostOrNoneMode: Rule = {
	id: 'dns-host-or-none-mode',
	title: 'No names of containers in network mode host',
	why: 'The engine’s name server is in the networks of containers; the host asks its own, which knows no containers.',
	severity: 'info',
	*check(snapshot) {
		for (const container of runningContainers(snapshot)) {
			if (container.networkMode !== 'host' || !hasNames(container.host, snapshot)) continue;
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
