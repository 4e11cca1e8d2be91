import {keyOf} from '../../model/reference.js';
import {api, type Path, type Step, step} from '../path.js';

/** A swarm service: is it on a network of the asker's, and does it have anybody to answer? */
export function service({to, from, snapshot, question}: Path): ReturnType<Step> {
	if (to.kind !== 'service') return undefined;
	const {service: wanted, network, address} = to;
	const {tasks = []} = snapshot.swarms.get(question.from.host) ?? {};
	const own = tasks.filter(task => task.serviceId === wanted.id);
	const running = own.filter(task => task.state === 'running');
	const errors = own.flatMap(task => (task.error ? [api(`task ${task.id.slice(0, 12)} Status.Err`, task.error)] : []));
	if (from.container && !from.networks.some(member => member.network.id === network.id))
		return step(
			'service',
			'fail',
			`${from.name} is not on ${network.name}, the network of the service ${wanted.name}`,
			{finding: 'dns-no-shared-network'},
		);
	const evidence = [api(`service ${wanted.name}: running tasks`, String(running.length), '1 or more'), ...errors];
	if (running.length === 0)
		return step('service', 'fail', `no task of ${wanted.name} runs${errors[0] ? `: ${errors[0].value}` : ''}`, {
			evidence,
			finding: 'overlay-vip-no-backend',
			observed: true,
		});
	const kind = wanted.endpointMode === 'vip' ? `virtual IP ${address ?? ''}` : 'the addresses of its tasks';
	return step(
		'service',
		'pass',
		`${wanted.name} answers by ${kind}: ${running.length} of ${wanted.replicas ?? own.length} tasks run`,
		{evidence},
	);
}

/** From node to node: can the overlay carry it? */
export function nodes({to, from, snapshot, question}: Path): ReturnType<Step> {
	const network = to.kind === 'remote' || to.kind === 'service' ? to.network : undefined;
	if (!network || !from.container) return undefined;
	const {nodes: all = []} = snapshot.swarms.get(question.from.host) ?? {};
	const down = all.filter(({state}) => state !== 'ready');
	const peers = snapshot.networks.get(keyOf(network))?.details?.peers ?? [];
	const evidence = [
		api(`${network.name} Peers`, peers.map(({address}) => address).join(', ') || 'none'),
		...all.map(node => api(`node ${node.name} Status.State`, node.state, 'ready')),
	];
	if (down.length > 0)
		return step(
			'nodes',
			to.kind === 'service' ? 'warn' : 'fail',
			`node ${down.map(({name}) => name).join(', ')} is down`,
			{evidence, finding: 'swarm-node-down', observed: true},
		);
	const encrypted = 'encrypted' in network.options;
	return step(
		'nodes',
		'pass',
		`${network.name} spans ${peers.length || 'its'} nodes by VXLAN${encrypted ? ', encrypted' : ''}`,
		{evidence},
	);
}
