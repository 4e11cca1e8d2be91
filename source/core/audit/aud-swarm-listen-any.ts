import type {Host} from '../model/host.js';
import {keyOf} from '../model/reference.js';
import type {Snapshot} from '../model/snapshot.js';
import type {Rule} from '../rules/rule.js';
import {ofHost} from '../rules/subjects.js';
import {dockerHosts, hostFound} from './found.js';

const port = 2377;
const wildcards = ['0.0.0.0', '::'];

const managers = (snapshot: Snapshot) => dockerHosts(snapshot).filter(({swarm}) => swarm.manager);
const listenersOf = ({id}: Host, {observations}: Snapshot) => observations.get(keyOf({host: id, id}))?.listeners;

export const audSwarmListenAny: Rule = {
	id: 'aud-swarm-listen-any',
	title: "Swarm's management listens on every interface",
	why: 'Whoever reaches the host on any network can knock at it.',
	severity: 'medium',
	benchmark: '7.2',
	skip: snapshot =>
		managers(snapshot).length > 0 && managers(snapshot).every(host => listenersOf(host, snapshot)?.result !== 'ok')
			? "the sockets of the engine's host were not read"
			: undefined,
	*check(snapshot) {
		for (const host of managers(snapshot)) {
			const open = listenersOf(host, snapshot)?.listeners.find(
				each => each.protocol === 'tcp' && each.port === port && wildcards.includes(each.address),
			);
			if (!open) continue;
			const address = open.family === 6 ? `[${open.address}]` : open.address;
			yield {
				...hostFound(host, {
					message: `${host.name} answers for the swarm's management (${port}/tcp) on every interface.`,
					evidence: [ofHost(`listener of ${port}/tcp`, `${address}:${port}`, host.swarm.nodeAddress ?? 'one address')],
					fix: {
						title: `Let only the other nodes reach ${port}/tcp, by the host's firewall; a new swarm: docker swarm init --listen-addr`,
						commands: [],
						sideEffects: [],
					},
				}),
				confidence: 'observed',
			};
		}
	},
};
