import {hasNameService} from '../names/resolve.js';
import {networksOf} from '../plan/of-host.js';
import {runningContainers, runningOn} from './members.js';
import type {Rule} from './rule.js';
import {aboutContainer, api} from './subjects.js';

export const dnsHostOrNoneMode: Rule = {
	id: 'dns-host-or-none-mode',
	title: 'No names of containers in network mode host',
	why: 'The engine’s name server is in the networks of containers; the host asks its own, which knows no containers.',
	severity: 'info',
	*check(snapshot) {
		for (const container of runningContainers(snapshot)) {
			const others = networksOf(snapshot, container.host).filter(hasNameService);
			if (container.networkMode !== 'host' || !others.some(network => runningOn(network, snapshot).length > 0))
				continue;
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
