import type {Container} from '../model/container.js';
import type {Fix} from '../model/finding.js';
import type {Service} from '../model/swarm.js';
import {quote} from '../plan/quote.js';

type Mapping = Service['ports'][number];

/** Takes a port of a service away: by its mode too, or the engine does not know which is meant. */
export function withoutPort({mode, publishedPort, targetPort, protocol}: Mapping): string {
	const number = publishedPort === undefined ? '' : `,published=${publishedPort}`;
	return `--publish-rm mode=${mode}${number},target=${targetPort}${protocol === 'tcp' ? '' : `,protocol=${protocol}`}`;
}

/** Gives a service a port, on each node that runs a task of it or on all. */
export const withPort = (port: Mapping): string => withoutPort(port).replace('--publish-rm', '--publish-add');

/** A service's port, led to another one of its tasks. */
export function republishService(name: string, port: Mapping, open: number): Fix {
	return {
		title: `Publish ${port.publishedPort} of ${name} to ${open}, or have its program listen on ${port.targetPort}`,
		commands: [`docker service update ${withoutPort(port)} ${withPort({...port, targetPort: open})} ${quote(name)}`],
		sideEffects: [`The tasks of ${name} are replaced. It takes a manager of the swarm.`],
	};
}

/** The service that a container is a task of: it is the service that is changed, never its container. */
export const serviceNameOf = ({labels}: Pick<Container, 'labels'>): string | undefined =>
	labels['com.docker.swarm.service.name'];
