import type {Rule} from '../rules/rule.js';
import {api} from '../rules/subjects.js';
import {deployed, found, runAgain} from './found.js';

export const audNetHostMode: Rule = {
	id: 'aud-net-host-mode',
	title: "Container uses the host's network",
	why: 'It sees all traffic of the host, can listen on any port of it, and reaches services that listen on loopback only.',
	severity: 'high',
	benchmark: '5.10',
	*check(snapshot) {
		for (const {container, subject} of deployed(snapshot)) {
			if (container.networkMode !== 'host') continue;
			const {privileged = false, capabilitiesAdded = []} = container.details ?? {};
			const rights = privileged ? 'privileged' : capabilitiesAdded.find(name => name === 'NET_ADMIN' || name === 'ALL');
			yield found(subject, {
				severity: rights ? 'critical' : 'high',
				message: `${subject.name} runs in the network of the host itself${rights ? ` and is ${privileged ? rights : `allowed ${rights}`}: it can change the host's routes and firewall` : ': nothing separates it from what listens there'}.`,
				evidence: [
					api(`${container.name} HostConfig.NetworkMode`, 'host', 'a network of its own'),
					...(privileged ? [api(`${container.name} HostConfig.Privileged`, 'true', 'false')] : []),
					...(rights && !privileged ? [api(`${container.name} HostConfig.CapAdd`, rights, 'not added')] : []),
				],
				fix: runAgain(subject, 'on a bridge network, with --publish for the ports that it serves'),
			});
		}
	},
};
