import type {Port} from '../model/container.js';
import type {Snapshot} from '../model/snapshot.js';
import {idleRanges, isLoopback, type Listening, listenersText, listening, unseen} from './listening.js';
import {meshListening} from './mesh-listening.js';
import {republishService, serviceNameOf} from './republish.js';
import type {Found, Rule} from './rule.js';
import {aboutContainer, aboutService, api, measured} from './subjects.js';

/** Published ports that lead to a port where nothing listens, while the program listens on `open`, which is not published. */
export function wrongTargets(found: Listening): readonly {readonly port: Port; readonly open: number}[] {
	const {listeners, published} = found;
	const waiting = idleRanges(found).flat();
	const isOpen = (number: number) => listeners.some(({port}) => port === number);
	return published.flatMap(port => {
		if (isOpen(port.containerPort) || waiting.includes(port)) return [];
		const other = listeners.find(
			each =>
				each.protocol === port.protocol &&
				!isLoopback(each) &&
				!published.some(({containerPort}) => containerPort === each.port),
		);
		return other ? [{port, open: other.port}] : [];
	});
}

/** Where the mesh leads to a port that is closed in each task, and another one is open in all of them. */
function* inMesh(snapshot: Snapshot): Iterable<Found> {
	for (const {service, port, targetPort, tasks} of meshListening(snapshot)) {
		const closed = tasks.filter(({listeners}) => !listeners.some(each => each.port === targetPort));
		const open = closed[0]?.listeners.find(
			each =>
				each.protocol === 'tcp' &&
				!isLoopback(each) &&
				closed.every(({listeners}) => listenersOnTcp(listeners, each.port)) &&
				!service.ports.some(other => other.targetPort === each.port),
		);
		if (!open || closed.length < tasks.length || closed.some(({container}) => container.health === 'starting'))
			continue;
		yield {
			confidence: 'observed',
			subject: aboutService(service),
			message: `Port ${port} of the nodes leads to ${targetPort}/tcp of ${service.name}, where nothing listens; it listens on ${open.port}.`,
			evidence: [
				api(`${service.name} Endpoint.Ports`, `${port}:${targetPort}`, `${port}:${open.port}`),
				...closed
					.slice(0, 3)
					.map(({container, listeners}) =>
						measured(`${container.name}: listeners`, listenersText(listeners), `tcp 0.0.0.0:${targetPort}`),
					),
			],
			fix: republishService(
				service.name,
				{publishedPort: port, targetPort, protocol: 'tcp', mode: 'ingress'},
				open.port,
			),
		};
	}
}

const listenersOnTcp = (listeners: Listening['listeners'], port: number) =>
	listeners.some(each => each.protocol === 'tcp' && each.port === port && !isLoopback(each));

export const portWrongTarget: Rule = {
	id: 'port-wrong-target',
	title: 'A published port leads to the wrong port of the container',
	why: 'Nothing listens where the published port leads, and something does on another port.',
	severity: 'high',
	skip: unseen,
	*check(snapshot) {
		yield* inMesh(snapshot);
		for (const each of listening(snapshot)) {
			const {container, listeners} = each;
			const {name} = container;
			const service = serviceNameOf(container);
			for (const {port, open} of wrongTargets(each)) {
				const {hostPort, containerPort, protocol} = port;
				const suffix = protocol === 'tcp' ? '' : `/${protocol}`;
				yield {
					// Its program may open the other one later.
					...(container.health === 'starting' && {severity: 'low' as const}),
					confidence: 'observed',
					subject: aboutContainer(container),
					message: `Port ${hostPort} of the host leads to ${containerPort}/${protocol} of ${name}, where nothing listens; it listens on ${open}.`,
					evidence: [
						api(
							`${name} NetworkSettings.Ports["${containerPort}/${protocol}"]`,
							`${hostPort}:${containerPort}${suffix}`,
							`${hostPort}:${open}${suffix}`,
						),
						measured(`${name}: listeners`, listenersText(listeners), `${protocol} 0.0.0.0:${containerPort}`),
					],
					fix: service
						? republishService(
								service,
								{publishedPort: hostPort, targetPort: containerPort, protocol, mode: 'host'},
								open,
							)
						: {
								title: `Make ${name} anew with --publish ${hostPort}:${open}${suffix}, or have its program listen on ${containerPort}: published ports cannot be changed`,
								commands: [],
								sideEffects: ['The container is replaced: what it wrote outside of volumes is lost.'],
							},
				};
			}
		}
	},
};
