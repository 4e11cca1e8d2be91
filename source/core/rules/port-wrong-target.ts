import type {Port} from '../model/container.js';
import {idleRanges, isLoopback, type Listening, listenersText, listening, unseen} from './listening.js';
import type {Rule} from './rule.js';
import {aboutContainer, api, measured} from './subjects.js';

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

export const portWrongTarget: Rule = {
	id: 'port-wrong-target',
	title: 'A published port leads to the wrong port of the container',
	why: 'Nothing listens where the published port leads, and something does on another port.',
	severity: 'high',
	skip: unseen,
	*check(snapshot) {
		for (const each of listening(snapshot)) {
			const {container, listeners} = each;
			const {name} = container;
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
					fix: {
						title: `Make ${name} anew with --publish ${hostPort}:${open}${suffix}, or have its program listen on ${containerPort}: published ports cannot be changed`,
						commands: [],
						sideEffects: ['The container is replaced: what it wrote outside of volumes is lost.'],
					},
				};
			}
		}
	},
};
