import {isLoopback, type Listening, listenersOn, listenersText, listening, unseen} from './listening.js';
import {listed} from './members.js';
import {meshListening} from './mesh-listening.js';
import type {Rule} from './rule.js';
import {aboutContainer, measured} from './subjects.js';

type Meant = {readonly port: number; readonly protocol: string; readonly how: string};

/** The ports that others are meant to reach; where nothing is said of any, all. */
function meant(found: Listening, meshed: readonly Meant[]): readonly Meant[] {
	const {published, exposed, listeners, shared} = found;
	const said = [
		...meshed,
		...published.map(({containerPort, protocol, hostPort}) => ({
			port: containerPort,
			protocol,
			how: `published on ${hostPort}`,
		})),
		...exposed.map(({port, protocol}) => ({port, protocol, how: 'exposed'})),
	];
	// Containers that share a network talk over loopback on purpose.
	if (said.length > 0 || shared || !listeners.every(isLoopback)) return said;
	return listeners.map(({port, protocol}) => ({port, protocol, how: 'all that it listens on'}));
}

export const portLoopbackOnlyListener: Rule = {
	id: 'port-loopback-only-listener',
	title: 'A program listens on the loopback of its container only',
	why: 'Each container has a loopback of its own: nobody else gets there, and a published port leads nowhere.',
	severity: 'high',
	skip: unseen,
	*check(snapshot) {
		const mesh = meshListening(snapshot);
		for (const found of listening(snapshot)) {
			const meshed = mesh.flatMap(({port, targetPort, tasks}) =>
				tasks.includes(found) ? [{port: targetPort, protocol: 'tcp', how: `published on ${port} of the nodes`}] : [],
			);
			const {container, listeners, published, exposed, shared, guests} = found;
			const {name} = container;
			const others = shared ? `, or in ${listed(guests.map(guest => guest.name))}, which shares its network,` : '';
			for (const {port, protocol, how} of meant(found, meshed)) {
				const there = listenersOn(port, protocol, found);
				if (there.length === 0 || !there.every(isLoopback)) continue;
				yield {
					// Whoever shares its network may stand before it, on a port of its own; or a program beside it, as nginx does before PHP.
					...((published.length + exposed.length + meshed.length === 0 ||
						(how === 'exposed' && (shared || !listeners.every(isLoopback)))) && {
						severity: 'low' as const,
					}),
					confidence: 'observed',
					subject: aboutContainer(container),
					message: `${name} listens on ${port}/${protocol} (${how}) on ${there[0]?.address} only, the loopback of its own container: others are refused.`,
					evidence: [measured(`${name}: listeners`, listenersText(there), `${protocol} 0.0.0.0:${port}`)],
					fix: {
						title: `Have the program in ${name}${others} listen on 0.0.0.0 (or ::): in its own configuration or command line`,
						commands: [],
						sideEffects: ['Whatever shares a network with the container can then connect.'],
					},
				};
				if (how === 'all that it listens on') break;
			}
		}
	},
};
