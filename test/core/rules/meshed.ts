import type {Service} from '../../../source/core/model/swarm.js';
import {containerNamed, lab, networkNamed, placeOn, snapshotOf} from '../../objects.js';
import {socketsOf} from './sockets.js';

/** Port 80 of the nodes leads to 8080 of its task. */
export const meshService: Service = {
	host: lab,
	id: 's',
	name: 'web',
	mode: 'replicated',
	replicas: 1,
	endpointMode: 'vip',
	networks: [],
	ports: [{protocol: 'tcp', targetPort: 8080, publishedPort: 80, mode: 'ingress'}],
	labels: {},
};

/** A service whose port 80 of the nodes leads to 8080, with a task here that listens on these sockets. */
export const meshed = (...sockets: readonly string[]) =>
	snapshotOf({
		networks: [networkNamed('ingress', {driver: 'overlay', ingress: true})],
		containers: [containerNamed('web.1', [placeOn('ingress', {ipv4: '10.0.0.5'})])],
		observations: {'web.1': socketsOf(...sockets)},
		swarm: {
			services: [meshService],
			tasks: [
				{
					...{host: lab, id: 't', serviceId: 's', state: 'running', desiredState: 'running', addresses: []},
					containerId: 'id-of-web.1',
				},
			],
			nodes: [],
		},
	});
