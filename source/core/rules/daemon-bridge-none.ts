import {containersOf, networksOf} from '../plan/of-host.js';
import {listed} from './members.js';
import type {Rule} from './rule.js';
import {aboutHost, api} from './subjects.js';

export const daemonBridgeNone: Rule = {
	id: 'daemon-bridge-none',
	title: 'The engine has no default bridge',
	why: 'A container that names no network gets none, without a word: it has only its loopback interface.',
	severity: 'info',
	*check(snapshot) {
		for (const host of snapshot.hosts.values()) {
			const networks = networksOf(snapshot, host.id);
			// Without the network `none` the list is not whole; engines for Windows have no bridges.
			const isWhole = networks.some(({driver}) => driver === 'null') && host.drivers.includes('bridge');
			if (host.engine !== 'docker' || !isWhole || networks.some(({name}) => name === 'bridge')) continue;
			const without = containersOf(snapshot, host.id).filter(
				({state, networkMode, endpoints}) => state === 'running' && networkMode === 'bridge' && endpoints.length === 0,
			);
			const publishing = without.filter(({details}) => (details?.requestedPorts ?? []).length > 0);
			const names = listed(without.map(({name}) => name));
			yield {
				...(without.length > 0 && {severity: publishing.length > 0 ? ('high' as const) : ('low' as const)}),
				confidence: 'observed' as const,
				subject: aboutHost(host),
				message:
					without.length > 0
						? `${host.name} runs without the default bridge (--bridge=none), so ${names}, which named no network, can reach nobody${publishing.length > 0 ? `, and the published ports of ${listed(publishing.map(({name}) => name))} are not there` : ''}.`
						: `${host.name} runs without the default bridge (--bridge=none): a container that names no network gets none.`,
				evidence: [
					api(`${host.name} networks`, listed(networks.map(({name}) => name)), 'bridge among them'),
					...without.slice(0, 3).map(({name}) => api(`${name} NetworkSettings.Networks`, 'none', 'one or more')),
				],
				fix: {
					title: 'Name a network for each container, or leave out "bridge": "none"',
					commands: ['docker run --network NETWORK …', 'grep bridge /etc/docker/daemon.json'],
					sideEffects: [],
				},
			};
		}
	},
};
