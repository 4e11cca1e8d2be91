import {runningContainers} from './members.js';
import type {Rule} from './rule.js';
import {aboutContainer, api} from './subjects.js';

export const netnsHostOnDesktopOrRootless: Rule = {
	id: 'netns-host-on-desktop-or-rootless',
	title: 'Host mode is not the host’s network here',
	why: 'Under Docker Desktop and rootless engines, “host” is a virtual machine or a namespace: its ports are not on the machine.',
	severity: 'low',
	*check(snapshot) {
		for (const container of runningContainers(snapshot)) {
			const host = snapshot.hosts.get(container.host);
			const isDesktop = host?.operatingSystem === 'Docker Desktop';
			if (container.networkMode !== 'host' || !host || !(isDesktop || host.rootless)) continue;
			const {name} = container;
			yield {
				confidence: 'predicted' as const,
				subject: aboutContainer(container),
				message: `${name} runs in network mode host, which is ${isDesktop ? 'the virtual machine of Docker Desktop' : 'the namespace of the rootless engine'}: its ports are not those of the machine, unless that was switched on.`,
				evidence: [
					api(`${name} HostConfig.NetworkMode`, 'host', 'a bridge, and published ports'),
					isDesktop ? api('info OperatingSystem', host.operatingSystem) : api('info SecurityOptions', 'name=rootless'),
				],
			};
		}
	},
};
