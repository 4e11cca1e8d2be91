import type {Evidence, Fix} from '../model/finding.js';
import {keyOf} from '../model/reference.js';
import type {Snapshot} from '../model/snapshot.js';
import type {Service} from '../model/swarm.js';
import {containersOf, tasksOf} from '../plan/of-host.js';
import {quote} from '../plan/quote.js';
import {endpointText} from '../probes/endpoint.js';
import {evidenceOf} from '../probes/evidence.js';
import type {Probed} from '../probes/probed.js';
import {isLoopback} from './listening.js';
import {listed} from './members.js';
import {type MeshNode, type MeshPort, meshNodes, meshPorts, rivalOf} from './mesh.js';
import {withoutPort, withPort} from './republish.js';
import type {Rule} from './rule.js';
import {aboutService, measured} from './subjects.js';

type Tcp = Probed<'tcp'>;
type Asked = MeshNode & {readonly probe: Tcp};

/** The newest connection from the host to each node. */
function askedOf(mesh: MeshPort, snapshot: Snapshot): readonly Asked[] {
	const {port, service} = mesh;
	const rival = rivalOf(mesh, snapshot);
	return meshNodes(snapshot, service.host).flatMap(node => {
		// There somebody else answers.
		if (node.isOwn && rival) return [];
		const target = endpointText({host: node.address, port});
		const probe = snapshot.probes.findLast(
			(each): each is Tcp =>
				each.kind === 'tcp' && each.host === service.host && each.place.kind === 'host' && each.target === target,
		);
		return probe?.result ? [{...node, probe}] : [];
	});
}

/** What tells that a task would answer: one that listens here, or that was reached at its own address. */
function answersItself({service, targetPort}: MeshPort, snapshot: Snapshot): Evidence | undefined {
	const tasks = tasksOf(service, snapshot);
	const addresses = tasks.flatMap(task =>
		task.addresses.map(({address}) => endpointText({host: address, port: targetPort})),
	);
	const reached = snapshot.probes.find(
		({kind, host, target, result}) =>
			kind === 'tcp' && host === service.host && result?.result === 'ok' && addresses.includes(target),
	);
	if (reached) return evidenceOf(reached);
	const ids = new Set(tasks.map(({containerId}) => containerId));
	for (const container of containersOf(snapshot, service.host)) {
		if (!ids.has(container.id) || container.state !== 'running') continue;
		const listener = snapshot.observations
			.get(keyOf(container))
			?.listeners?.listeners.find(each => each.protocol === 'tcp' && each.port === targetPort && !isLoopback(each));
		if (listener)
			return measured(`${container.name} listens`, endpointText({host: listener.address, port: listener.port}));
	}

	return undefined;
}

const isOk = ({probe}: Asked) => probe.result?.result === 'ok';
/** Its own host says no; silence of another may be a firewall on the way, which somebody may want. */
const isTelling = ({isOwn, probe}: Asked) => isOwn || probe.result?.result !== 'timeout';

type Meshed = {readonly service: Service; readonly port: Service['ports'][number]};

export function withoutMesh({service: {name}, port}: Meshed): Fix {
	return {
		title:
			'Load the kernel’s IPVS on each node and have the tasks made anew; or publish on the nodes that run a task only',
		commands: [
			'modprobe ip_vs',
			`docker service update --force ${quote(name)}`,
			`docker service update ${withoutPort(port)} ${withPort({...port, mode: 'host'})} ${quote(name)}`,
		],
		sideEffects: [
			'All tasks of the service are replaced.',
			'With mode=host a node answers only while it runs a task, and runs one task at most.',
		],
	};
}

export const overlayIngressUnreachable: Rule = {
	id: 'overlay-ingress-unreachable',
	title: 'A port of the routing mesh does not answer',
	why: 'Every node should answer on a port that the swarm publishes, and lead to a task on any node.',
	severity: 'critical',
	skip: snapshot =>
		[...snapshot.hosts.keys()].some(host => meshPorts(snapshot, host).some(each => askedOf(each, snapshot).length > 0))
			? undefined
			: 'no port of the routing mesh was tried',
	*check(snapshot) {
		for (const each of [...snapshot.hosts.keys()].flatMap(host => meshPorts(snapshot, host))) {
			const asked = askedOf(each, snapshot);
			const [answered, failed] = [asked.filter(isOk), asked.filter(one => !isOk(one))];
			const [first] = answered;
			const proof = first ? evidenceOf(first.probe) : answersItself(each, snapshot);
			// Behind a port on which nothing listens the mesh refuses, too.
			if (failed.length === 0 || !proof) continue;
			const {service, port, targetPort} = each;
			const nodes = listed(failed.map(({node}) => node.name));
			yield {
				severity: !failed.some(isTelling) ? 'low' : answered.length > 0 ? 'high' : 'critical',
				confidence: 'observed' as const,
				subject: aboutService(service),
				message: first
					? `Port ${port} of ${service.name} does not answer on ${nodes}, and does on ${listed(answered.map(({node}) => node.name))}: the routing mesh (ingress network) does not carry it there.`
					: `Port ${port} of ${service.name} answers on no node that was tried (${nodes}), though its tasks listen on ${targetPort}: the routing mesh does not work. It needs IPVS in the kernel of each node, and 7946 and 4789/udp between nodes.`,
				evidence: [...failed.slice(0, 4).map(({probe}) => evidenceOf(probe)), proof],
				fix: withoutMesh({service, port: {publishedPort: port, targetPort, protocol: 'tcp', mode: 'ingress'}}),
			};
		}
	},
};
