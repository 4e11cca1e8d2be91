import {networksOfNamespace} from '../names/resolve.js';
import {failedStarts} from './failed-starts.js';
import {forwardingOff} from './host-network.js';
import {runningContainers} from './members.js';
import type {Rule} from './rule.js';
import {aboutHost, api} from './subjects.js';

const routed = ['bridge', 'overlay'];

export const daemonIpForwardDisabled: Rule = {
	id: 'daemon-ip-forward-disabled',
	title: 'The host forwards no IPv4 packets',
	why: 'Containers get no further than their host, and published ports lead nowhere.',
	severity: 'critical',
	*check(snapshot) {
		for (const host of snapshot.hosts.values()) {
			const off = forwardingOff(host, snapshot);
			const failed = failedStarts(daemonIpForwardDisabled.id, snapshot).filter(({subject}) => subject.host === host.id);
			if (!off && failed.length === 0) continue;
			const isNeeded = runningContainers(snapshot).some(
				container =>
					container.host === host.id &&
					networksOfNamespace(container, snapshot).some(
						({network}) => routed.includes(network.driver) && !network.internal,
					),
			);
			yield {
				// In network mode host nobody needs it.
				...(!isNeeded && failed.length === 0 && {severity: 'low' as const}),
				confidence: 'observed',
				subject: aboutHost(host),
				message: `The kernel of ${host.name} does not forward IPv4: its containers reach nothing outside, and nothing reaches their published ports.`,
				evidence: [...(off ? [off] : []), ...failed.slice(0, 3).map(({at, error}) => api(at, error))],
				fix: {
					title: 'Switch forwarding on, now and for good',
					commands: [
						'sysctl -w net.ipv4.ip_forward=1',
						"sh -c 'echo net.ipv4.ip_forward=1 >/etc/sysctl.d/99-docker.conf'",
					],
					sideEffects: ['The host then routes between all its networks, as its firewall lets it.'],
				},
			};
		}
	},
};
