import type {Subject} from '../model/finding.js';
import type {HostId} from '../model/reference.js';
import type {Snapshot} from '../model/snapshot.js';
import type {Service} from '../model/swarm.js';
import {tasksOf} from '../plan/of-host.js';
import {aboutService} from './subjects.js';

/** A service with a virtual IP on a network, and the addresses of its tasks there. */
export type Balanced = {
	readonly subject: Subject;
	readonly vip: string;
	readonly tasks: readonly string[];
	readonly ports: Service['ports'];
};

/** Services with a virtual IP: as a manager has them, and as the gossip of each overlay knows them on any node. */
export function balanced(snapshot: Snapshot): readonly Balanced[] {
	return [...snapshot.networks.values()].flatMap(({host, id, details}) => {
		const swarm = snapshot.swarms.get(host);
		const names = new Set(details?.known.flatMap(({service, vip}) => (service && vip ? [service] : [])));
		const gossiped = [...names].flatMap(name => {
			const its = details?.known.filter(({service}) => service === name) ?? [];
			const service = swarm?.services.find(each => each.name === name);
			const subject = service ? aboutService(service) : unseen(name, host);
			return [{subject, vip: its[0]?.vip ?? '', tasks: its.map(({address}) => address), ports: service?.ports ?? []}];
		});
		const managed = (swarm?.services ?? []).flatMap(service => {
			const vip = service.networks.find(({networkId}) => networkId === id)?.vip;
			if (!vip || names.has(service.name)) return [];
			const addresses = tasksOf(service, snapshot).flatMap(task =>
				task.addresses.filter(({networkId}) => networkId === id),
			);
			return [
				{subject: aboutService(service), vip, tasks: addresses.map(({address}) => address), ports: service.ports},
			];
		});
		return [...gossiped, ...managed];
	});
}

/** A worker does not know the ids of services. */
const unseen = (name: string, host: HostId): Subject => ({kind: 'service', name, id: name, host});
