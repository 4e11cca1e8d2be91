import type {HostId} from '../model/reference.js';
import type {Snapshot} from '../model/snapshot.js';
import type {Node, Service} from '../model/swarm.js';
import {tasksOf} from '../plan/of-host.js';
import type {PathQuestion} from './explanation.js';
import type {ServicePort} from './named.js';

/** A node of the swarm that is not the engine's own. */
export function otherNodeAt(address: string, host: HostId, {swarms, hosts}: Snapshot): Node | undefined {
	const own = hosts.get(host)?.swarm.nodeId;
	return swarms.get(host)?.nodes.find(node => node.address === address && node.id !== own);
}

/** Nodes that are up and on which a task of the service runs: in mode host its ports are open there alone. */
export function nodesOf(service: Service, snapshot: Snapshot): readonly Node[] {
	const running = tasksOf(service, snapshot).filter(({state}) => state === 'running');
	const nodes = snapshot.swarms.get(service.host)?.nodes ?? [];
	return nodes.filter(({id, state}) => state === 'ready' && running.some(({nodeId}) => nodeId === id));
}

type NodePort = {readonly service: Service; readonly port: ServicePort};

/** Services that publish the port that is asked for. */
export function publishing({from, port: wanted, protocol}: PathQuestion, {swarms}: Snapshot): readonly NodePort[] {
	return (swarms.get(from.host)?.services ?? []).flatMap(service => {
		const port = service.ports.find(
			(known): known is ServicePort => known.protocol === protocol && known.publishedPort === wanted,
		);
		return port && wanted !== undefined ? [{service, port}] : [];
	});
}

/** The service that a port at an address of a node leads to: on every node by the routing mesh, in mode host where its tasks are. */
export function nodePortAt(address: string, question: PathQuestion, snapshot: Snapshot): NodePort | undefined {
	const other = otherNodeAt(address, question.from.host, snapshot);
	return publishing(question, snapshot).find(
		({service, port}) => port.mode === 'ingress' || nodesOf(service, snapshot).some(node => node === other),
	);
}
