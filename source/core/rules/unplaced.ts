import type {Evidence, Fix} from '../model/finding.js';
import type {Snapshot} from '../model/snapshot.js';
import type {Node, Service} from '../model/swarm.js';
import {tasksOf} from '../plan/of-host.js';
import {quote} from '../plan/quote.js';
import {aboutService, api} from './subjects.js';

type Way = {readonly title: string; readonly commands: readonly string[]; readonly evidence?: readonly Evidence[]};

const logs = (name: string) => `docker service logs --tail 50 ${quote(name)}`;

/** `node.labels.zone==a`: what a node lacks can be given to it. */
function labelCommand(constraint: string, node = 'NODE'): readonly string[] {
	const [, key, value] = /^node\.labels\.([^\s=!]+)\s*==\s*(.+)$/.exec(constraint) ?? [];
	return key && value ? [`docker node update --label-add ${quote(`${key}=${value}`)} ${quote(node)}`] : [];
}

const isUp = ({state, availability}: Node) => state === 'ready' && availability === 'active';
const nodesOf = ({host}: Service, {swarms}: Snapshot) => swarms.get(host)?.nodes ?? [];

/** `web Endpoint.Ports = 80->8080/tcp (host)`, of each service that has one of these ports of the nodes to itself. */
function holders(service: Service, {swarms}: Snapshot): readonly Evidence[] {
	const own = service.ports.filter(({mode}) => mode === 'host').map(({publishedPort}) => publishedPort);
	const others = (swarms.get(service.host)?.services ?? []).filter(({id}) => id !== service.id);
	return [service, ...others].flatMap(({name, ports}) =>
		ports
			.filter(({mode, publishedPort}) => mode === 'host' && own.includes(publishedPort))
			.map(({publishedPort, targetPort, protocol}) =>
				api(`${name} Endpoint.Ports`, `${publishedPort}->${targetPort}/${protocol} (host)`),
			),
	);
}

/** What helps, by the words of the manager, or of the engine that was to run a task; each that fits: nodes differ. */
const ways: readonly (readonly [words: RegExp, way: (service: Service, snapshot: Snapshot) => Way])[] = [
	[
		/not available for new tasks/,
		(service, snapshot) => {
			const closed = nodesOf(service, snapshot).filter(({availability}) => availability !== 'active');
			return {
				title: 'Let a node take tasks again',
				commands: closed.map(({name}) => `docker node update --availability active ${quote(name)}`),
				evidence: closed.map(({name, availability}) => api(`${name} Spec.Availability`, availability, 'active')),
			};
		},
	],
	[
		/scheduling constraints not satisfied/,
		(service, snapshot) => {
			const {name, constraints = []} = service;
			const node = nodesOf(service, snapshot).find(isUp)?.name;
			return {
				title: 'Give a node what the constraints ask for, or take them away',
				commands: [
					...constraints.flatMap(each => labelCommand(each, node)),
					...constraints.map(each => `docker service update --constraint-rm ${quote(each)} ${quote(name)}`),
				],
				evidence: constraints.map(each => api(`${name} Spec.TaskTemplate.Placement.Constraints`, each)),
			};
		},
	],
	[
		/host-mode port already in use/,
		(service, snapshot) => {
			const running = tasksOf(service, snapshot).filter(({state}) => state === 'running').length;
			const fewer = service.mode === 'replicated' && running > 0;
			return {
				title:
					'In mode host a node has each port once: want no more tasks than there are nodes, or publish another port',
				commands: fewer ? [`docker service scale ${quote(`${service.name}=${running}`)}`] : [],
				evidence: holders(service, snapshot),
			};
		},
	],
	[
		/max replicas per node/,
		({name}) => ({
			title: 'Allow more tasks on a node, want fewer, or add a node',
			commands: [`docker service update --replicas-max-per-node 0 ${quote(name)}`],
		}),
	],
	[
		/insufficient resources/,
		({name}) => ({
			title: 'Reserve less, or add a node that has as much',
			commands: [`docker service update --reserve-cpu 0 --reserve-memory 0 ${quote(name)}`],
		}),
	],
	[
		/no such image|manifest unknown|pull access denied|not found: manifest/i,
		({name}) => ({
			title: 'Put the image where every node can pull it, or name another',
			commands: [`docker service update --image IMAGE ${quote(name)}`],
		}),
	],
	[
		/unhealthy container/,
		({name}) => ({
			title: 'Its health check fails, so the swarm ends its tasks: see what it runs and what the program says',
			commands: [
				`docker service inspect --format '{{json .Spec.TaskTemplate.ContainerSpec.Healthcheck}}' ${quote(name)}`,
				logs(name),
			],
		}),
	],
	[
		/non-zero exit(?!.*unhealthy)/,
		({name}) => ({title: 'Its program ends by itself: see what it says', commands: [logs(name)]}),
	],
];

/** What to do about a service whose tasks do not run, and what proves that, besides the engine's words. */
export function wayOutOf(service: Service, error: string | undefined, snapshot: Snapshot) {
	const found = ways
		.filter(([words]) => error !== undefined && words.test(error))
		.map(([, way]) => way(service, snapshot));
	const name = quote(aboutService(service).name);
	const see = `docker service ps --no-trunc ${name}`;
	const fix: Fix =
		found.length > 0
			? {
					title: found.map(({title}) => title).join('; or: '),
					commands: [see, ...found.flatMap(({commands}) => commands)],
					sideEffects: ['What is changed of a service replaces its tasks.'],
				}
			: {
					title: 'See why its tasks do not run, then have them made anew',
					commands: [see, `docker service update --force ${name}`],
					sideEffects: ['All tasks of the service are replaced.'],
				};
	return {fix, evidence: found.flatMap(({evidence = []}) => evidence)};
}
