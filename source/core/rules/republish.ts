import type {Container} from '../model/container.js';
import type {Fix} from '../model/finding.js';
import {quote} from '../plan/quote.js';

type Mapping = {
	readonly publishedPort?: number;
	readonly targetPort: number;
	readonly protocol: string;
	readonly mode: string;
};

/** A service's port, led to another one of its tasks. */
export function republishService(
	name: string,
	{publishedPort, targetPort, protocol, mode}: Mapping,
	open: number,
): Fix {
	const added = `mode=${mode},published=${publishedPort},target=${open}${protocol === 'tcp' ? '' : `,protocol=${protocol}`}`;
	return {
		title: `Publish ${publishedPort} of ${name} to ${open}, or have its program listen on ${targetPort}`,
		commands: [
			`docker service update --publish-rm ${targetPort}${protocol === 'tcp' ? '' : `/${protocol}`} --publish-add ${added} ${quote(name)}`,
		],
		sideEffects: [`The tasks of ${name} are replaced. It takes a manager of the swarm.`],
	};
}

/** The service that a container is a task of: it is the service that is changed, never its container. */
export const serviceNameOf = ({labels}: Pick<Container, 'labels'>): string | undefined =>
	labels['com.docker.swarm.service.name'];
