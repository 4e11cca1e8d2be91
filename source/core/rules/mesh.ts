import type {Container} from '../model/container.js';
import {type HostId, keyOf} from '../model/reference.js';
import type {Snapshot} from '../model/snapshot.js';
import type {Node, Service} from '../model/swarm.js';
import {containersOf, tasksOf} from '../plan/of-host.js';
import {isLoopback} from './published.js';

/** A TCP port that all nodes of a swarm answer on, for the tasks of a service. */
export type MeshPort = {readonly service: Service; readonly port: number; readonly targetPort: number};

/** Of services that have a running task; told by managers only. */
export function meshPorts(snapshot: Snapshot, host: HostId): readonly MeshPort[] {
	return (snapshot.swarms.get(host)?.services ?? []).flatMap(service => {
		const runs = tasksOf(service, snapshot).some(({state}) => state === 'running');
		return service.ports.flatMap(({protocol, mode, publishedPort: port, targetPort}): readonly MeshPort[] =>
			runs && protocol === 'tcp' && mode === 'ingress' && port !== undefined ? [{service, port, targetPort}] : [],
		);
	});
}

/** A node that is up, and where its host is asked for: this one first. */
export type MeshNode = {readonly node: Node; readonly address: string; readonly isOwn: boolean};

export function meshNodes({hosts, swarms, observations}: Snapshot, host: HostId): readonly MeshNode[] {
	const own = hosts.get(host)?.swarm.nodeId;
	const interfaces = observations.get(keyOf({host, id: host}))?.routes?.interfaces ?? [];
	const local = interfaces.flatMap(({addresses}) => addresses.map(cidr => cidr.split('/')[0]));
	const nodes = (swarms.get(host)?.nodes ?? []).flatMap((node): readonly MeshNode[] => {
		if (node.state !== 'ready' || !node.address) return [];
		const isOwn = node.id === own;
		// An address that others see it by need not be one of its own.
		return [{node, isOwn, address: isOwn && !local.includes(node.address) ? '127.0.0.1' : node.address}];
	});
	return [...nodes.filter(({isOwn}) => isOwn), ...nodes.filter(({isOwn}) => !isOwn)];
}

/** Who has that port of this node to itself: then the mesh does not get what comes there. */
export function rivalOf({service, port}: MeshPort, snapshot: Snapshot): Container | undefined {
	return containersOf(snapshot, service.host).find(
		({state, ports}) =>
			state === 'running' && ports.some(each => each.hostPort === port && each.protocol === 'tcp' && !isLoopback(each)),
	);
}
