import type {Service} from '../../model/swarm.js';
import {tasksOf} from '../../plan/of-host.js';
import {quote} from '../../plan/quote.js';
import {otherNodeAt} from '../node-ports.js';
import {api, type Path, type Step, step, wantedPort} from '../path.js';

/** A swarm service: is it on a network of the asker's, and does it have anybody to answer? */
export function service(path: Path): ReturnType<Step> {
	const {to, from, snapshot} = path;
	if (to.kind !== 'service') return undefined;
	const {service: wanted, network, address} = to;
	const own = tasksOf(wanted, snapshot);
	const running = own.filter(task => task.state === 'running');
	const errors = own.flatMap(task => (task.error ? [api(`task ${task.id.slice(0, 12)} Status.Err`, task.error)] : []));
	if (!from.container) return unpublished(path, wanted);
	if (!from.networks.some(member => member.network.id === network.id))
		return step(
			'service',
			'fail',
			`${from.name} is not on ${network.name}, the network of the service ${wanted.name}`,
			{finding: 'dns-no-shared-network'},
		);
	const evidence = [api(`service ${wanted.name}: running tasks`, String(running.length), '1 or more'), ...errors];
	if (running.length === 0) {
		const isOff = wanted.replicas === 0;
		const why = isOff ? ': it is scaled to 0' : errors[0] ? `: ${errors[0].value}` : '';
		const scale = {
			title: 'Have it run',
			commands: [`docker service scale ${quote(`${wanted.name}=1`)}`],
			sideEffects: [],
		};
		return step('service', 'fail', `no task of ${wanted.name} runs${why}`, {
			evidence,
			finding: 'overlay-vip-no-backend',
			observed: true,
			...(isOff && {fix: scale}),
		});
	}

	const isVirtual = address !== undefined && wanted.networks.some(({vip}) => vip === address);
	const kind = isVirtual ? `virtual IP ${address}` : 'the addresses of its tasks';
	return step(
		'service',
		'pass',
		`${wanted.name} answers by ${kind}: ${running.length} of ${wanted.replicas ?? own.length} tasks run`,
		{evidence},
	);
}

/** Virtual IPs and tasks are on overlays, where neither the host nor the outside is. */
function unpublished({from, question}: Path, {name, ports}: Service): ReturnType<Step> {
	const known = ports.flatMap(({publishedPort, targetPort, protocol}) =>
		publishedPort === undefined ? [] : [`${publishedPort}->${targetPort}/${protocol}`],
	);
	const evidence = [api(`service ${name} Endpoint.Ports`, known.join(', ') || 'none')];
	if (question.port === undefined && known.length > 0)
		return step(
			'published',
			'unknown',
			`${from.name} gets to ${name} by its published ports only: which? ${known.join(', ')}`,
			{
				evidence,
			},
		);
	const besides = known.length > 0 ? `; it publishes ${known.join(', ')}` : '';
	return step(
		'published',
		'fail',
		`the service ${name} publishes no port ${wantedPort(question)}: it is on overlay networks, where ${from.name} is not${besides}`,
		{evidence},
	);
}

/** A port that the nodes of the swarm lead to a service. */
export function mesh({to, snapshot, question}: Path): ReturnType<Step> {
	if (to.kind !== 'mesh') return undefined;
	const {service: wanted, port} = to;
	const own = (snapshot.swarms.get(question.from.host)?.tasks ?? []).filter(({serviceId}) => serviceId === wanted.id);
	const running = own.filter(({state}) => state === 'running');
	const evidence = [
		api(
			`service ${wanted.name} Endpoint.Ports`,
			`${port.publishedPort}->${port.targetPort}/${port.protocol} (${port.mode})`,
		),
		api(`service ${wanted.name}: running tasks`, String(running.length), '1 or more'),
	];
	if (running.length === 0)
		return step(
			'published',
			'fail',
			`${port.publishedPort} of the nodes leads to ${wanted.name}, of which no task runs`,
			{
				evidence,
				finding: 'overlay-vip-no-backend',
				observed: true,
			},
		);
	const where = otherNodeAt(to.address, question.from.host, snapshot)?.name;
	return port.mode === 'host'
		? step(
				'published',
				'pass',
				`${port.publishedPort} of ${where ?? 'the nodes that have one'} leads to ${port.targetPort} of a task of ${wanted.name} there, on no other node`,
				{
					evidence,
				},
			)
		: step(
				'published',
				'pass',
				`${port.publishedPort} of every node leads to ${port.targetPort} of ${wanted.name}: ${running.length} ${running.length === 1 ? 'task runs' : 'tasks run'}`,
				{
					evidence,
				},
			);
}

/** From node to node: can the overlay carry it? */
export function nodes({to, from, snapshot, question}: Path): ReturnType<Step> {
	const network = to.kind === 'remote' || to.kind === 'service' ? to.network : undefined;
	if (!network || !from.container) return undefined;
	const {nodes: all = [], tasks = []} = snapshot.swarms.get(question.from.host) ?? {};
	// Of a service those that had tasks of it, of a container its own: others carry nothing between the two.
	const held = to.kind === 'service' ? tasks.filter(({serviceId}) => serviceId === to.service.id) : [];
	const hosts = (network.details?.known ?? []).filter(({address}) => to.kind === 'remote' && address === to.address);
	const concerned = all.filter(
		({id, address}) =>
			held.some(({nodeId}) => nodeId === id) ||
			hosts.some(({hostAddress}) => hostAddress === undefined || hostAddress === address),
	);
	const down = concerned.filter(({state}) => state !== 'ready');
	const peers = network.details?.peers ?? [];
	const evidence = [
		api(`${network.name} Peers`, peers.map(({address}) => address).join(', ') || 'none'),
		...concerned.map(node => api(`node ${node.name} Status.State`, node.state, 'ready')),
	];
	const isSure = to.kind === 'remote' && hosts.some(({hostAddress}) => hostAddress !== undefined);
	if (down.length > 0)
		return step('nodes', isSure ? 'fail' : 'warn', `node ${down.map(({name}) => name).join(', ')} is down`, {
			evidence,
			finding: 'swarm-node-down',
			observed: true,
		});
	const encrypted = 'encrypted' in network.options;
	return step(
		'nodes',
		'pass',
		`${network.name} spans ${peers.length === 1 ? 'one node' : `${peers.length || 'its'} nodes`} by VXLAN${encrypted ? ', encrypted' : ''}`,
		{evidence},
	);
}
