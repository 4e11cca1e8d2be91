import {isAffected} from './advisories.js';
import {failedStarts} from './failed-starts.js';
import {listed, runningOn} from './members.js';
import type {Rule} from './rule.js';
import {aboutNetwork, api} from './subjects.js';

export const ipv6Ip6tables: Rule = {
	id: 'ipv6-ip6tables',
	title: 'IPv6 without rules of the engine',
	why: 'Without ip6tables the engine neither filters nor maps IPv6: networks with it cannot be made, or all ports of their containers are open.',
	severity: 'medium',
	*check(snapshot) {
		for (const {subject, at, error} of failedStarts(ipv6Ip6tables.id, snapshot)) {
			yield {
				confidence: 'observed',
				subject,
				message: `${subject.name} did not come up, as the engine cannot write rules for IPv6: ${error}`,
				evidence: [api(at, error)],
				fix: {
					title:
						'Load the module on the engine’s host (for an engine in a container: on the machine below), and start again',
					commands: ['modprobe ip6_tables'],
					sideEffects: [],
				},
			};
		}

		for (const network of snapshot.networks.values()) {
			const host = snapshot.hosts.get(network.host);
			if (!host || !isAffected(host, [{before: '27.0.0'}])) continue;
			if (network.driver !== 'bridge' || !network.ipv6 || network.internal) continue;
			const members = runningOn(network, snapshot).filter(({endpoint}) => endpoint.ipv6);
			if (members.length === 0) continue;
			const names = listed(members.map(({container}) => container.name));
			yield {
				// The engine does not tell whether somebody switched it on.
				severity: 'info' as const,
				confidence: 'predicted' as const,
				subject: aboutNetwork(network),
				message: `${network.name} has IPv6, for which Docker ${host.version} writes no rules unless ip6tables is switched on: every port of ${names} is open to whoever has a route there.`,
				evidence: [api(`${network.name} EnableIPv6`, 'true'), api('version Version', host.version, '27.0 or later')],
				fix: {
					title:
						'Set "ip6tables": true (until 26 also "experimental": true) in /etc/docker/daemon.json and restart the engine, or upgrade to 27',
					commands: [],
					sideEffects: ['A restart of the engine stops its containers, unless live restore is on.'],
				},
			};
		}
	},
};
