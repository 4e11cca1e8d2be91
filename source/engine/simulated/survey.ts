import type {Change} from '../../core/model/change.js';
import type {Container, ContainerDetails} from '../../core/model/container.js';
import type {NetworkDetails} from '../../core/model/network.js';
import {detailedView} from './view.js';
import {isUp, type Machine, type World} from './world.js';

function detailsOf({container, changedAt}: Machine): ContainerDetails {
	const published = container.ports.filter(({hostPort}) => hostPort !== undefined);
	return {
		...(isUp(container) ? {startedAt: changedAt} : {finishedAt: changedAt}),
		restartCount: 0,
		outOfMemory: false,
		requestedPorts: published,
		publishAll: false,
		exposedPorts: container.ports.map(({containerPort, protocol}) => ({port: containerPort, protocol})),
		dns: [],
		dnsSearch: [],
		dnsOptions: [],
		extraHosts: [],
		links: [],
		privileged: false,
		capabilitiesAdded: [],
		capabilitiesDropped: [],
		restartPolicy: {name: 'unless-stopped', maximumRetries: 0},
		autoRemove: false,
		...(container.health && {healthCheck: ['CMD-SHELL', 'check']}),
		sysctls: {},
		mounts: [],
		sandboxId: container.sharesNetworkOf ?? container.id,
	};
}

/** Who has an address there now, by network. */
function liveOn(containers: readonly Container[]): ReadonlyMap<string, NetworkDetails['live']> {
	const live = new Map<string, NetworkDetails['live'][number][]>();
	for (const {id, name, state, endpoints} of containers) {
		for (const {networkId, ipv4, ipv6, mac} of state === 'running' ? endpoints : []) {
			const there = live.get(networkId) ?? [];
			live.set(networkId, there);
			there.push({containerId: id, name, ipv4, ipv6, mac});
		}
	}

	return live;
}

/** All that a diagnosis looks at. */
export function survey(world: World, now: number): readonly Change[] {
	const {host, networks, machines} = world;
	const containers: readonly Container[] = [...machines.values()].map(machine => ({
		...detailedView(machine, now),
		details: detailsOf(machine),
	}));
	const live = liveOn(containers);
	return [
		{
			type: 'host',
			host: {
				...host,
				details: {warnings: [], ipv4Forwarding: true, liveRestore: true, configuredPools: false, plugins: []},
			},
		},
		{
			type: 'networks',
			host: host.id,
			networks: [...networks.values()].map(network => ({
				...network,
				details: {live: live.get(network.id) ?? [], peers: [], known: []},
			})),
		},
		{type: 'containers', host: host.id, containers},
	];
}
