import type {HostId} from '../../../core/model/reference.js';
import type {Node, Service, Task} from '../../../core/model/swarm.js';
import {dictionary, list, number, record, text, texts} from './json.js';

const bare = (value: unknown) => text(value)?.split('/')[0];

/** One entry of /services. */
export function normalizeService(json: unknown, host: HostId): Service | undefined {
	const {ID, Spec, Endpoint, UpdateStatus} = record(json);
	const id = text(ID);
	if (!id) return undefined;
	const spec = record(Spec);
	const {Replicated, Global} = record(spec.Mode);
	const template = record(spec.TaskTemplate);
	const endpoint = record(Endpoint);
	const constraints = texts(record(template.Placement).Constraints);
	const update = text(record(UpdateStatus).State);
	const vips = new Map(
		list(endpoint.VirtualIPs).map(entry => [text(record(entry).NetworkID) ?? '', bare(record(entry).Addr)]),
	);
	// Where networks are given in the old place, and where the engine tells addresses only.
	const wanted = [...list(template.Networks), ...list(spec.Networks)].map(entry => record(entry));
	const ids = new Set(wanted.flatMap(({Target}) => text(Target) ?? []));
	return {
		host,
		id,
		name: text(spec.Name) ?? id,
		mode: Replicated ? 'replicated' : Global ? 'global' : 'job',
		replicas: number(record(Replicated).Replicas),
		endpointMode: text(record(spec.EndpointSpec).Mode) === 'dnsrr' ? 'dnsrr' : 'vip',
		networks: [...ids].map(networkId => ({
			networkId,
			aliases: wanted.filter(({Target}) => Target === networkId).flatMap(({Aliases}) => texts(Aliases)),
			vip: vips.get(networkId),
		})),
		ports: list(endpoint.Ports).flatMap(entry => {
			const {Protocol, TargetPort, PublishedPort, PublishMode} = record(entry);
			const targetPort = number(TargetPort);
			if (targetPort === undefined) return [];
			return [
				{
					protocol: text(Protocol) ?? 'tcp',
					targetPort,
					publishedPort: number(PublishedPort),
					mode: PublishMode === 'host' ? ('host' as const) : ('ingress' as const),
				},
			];
		}),
		labels: dictionary(spec.Labels),
		...(constraints.length > 0 && {constraints}),
		...(update && {update: {state: update, message: text(record(UpdateStatus).Message)}}),
	};
}

/** One entry of /tasks. */
export function normalizeTask(json: unknown, host: HostId): Task | undefined {
	const {ID, ServiceID, Slot, NodeID, Status, DesiredState, NetworksAttachments} = record(json);
	const id = text(ID);
	if (!id) return undefined;
	const status = record(Status);
	return {
		host,
		id,
		serviceId: text(ServiceID) ?? '',
		slot: number(Slot),
		nodeId: text(NodeID),
		state: text(status.State) ?? 'unknown',
		desiredState: text(DesiredState) ?? 'unknown',
		error: text(status.Err),
		containerId: text(record(status.ContainerStatus).ContainerID),
		addresses: list(NetworksAttachments).flatMap(entry => {
			const {Network, Addresses} = record(entry);
			const networkId = text(record(Network).ID) ?? '';
			return texts(Addresses).map(address => ({networkId, address: bare(address)!}));
		}),
	};
}

const availabilities = ['active', 'pause', 'drain'] as const;

/** One entry of /nodes. */
export function normalizeNode(json: unknown, host: HostId): Node | undefined {
	const {ID, Spec, Description, Status} = record(json);
	const id = text(ID);
	if (!id) return undefined;
	const {Role, Availability} = record(Spec);
	const {Hostname, Engine} = record(Description);
	const {State, Message, Addr} = record(Status);
	return {
		host,
		id,
		name: text(Hostname) ?? id,
		role: Role === 'manager' ? 'manager' : 'worker',
		state: text(State) ?? 'unknown',
		message: text(Message),
		availability: availabilities.find(word => word === Availability) ?? 'active',
		address: text(Addr),
		engineVersion: text(record(Engine).EngineVersion),
	};
}
