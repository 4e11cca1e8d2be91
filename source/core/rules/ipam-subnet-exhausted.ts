import {usage} from '../ip/usage.js';
import type {Snapshot} from '../model/snapshot.js';
import {tasksOf} from '../plan/of-host.js';
import {quote} from '../plan/quote.js';
import {type NetworkRow, networkRows} from '../views/network-rows.js';
import {type FailedStart, failedStarts} from './failed-starts.js';
import {isPodman, isWanted, listed} from './members.js';
import type {Found, Rule} from './rule.js';
import {aboutNetwork, api} from './subjects.js';

function larger(name: string) {
	return {
		title: 'Make a larger network and move the containers: a subnet cannot be changed',
		commands: [`docker network inspect ${quote(name)}`, 'docker network create --subnet SUBNET NAME'],
		sideEffects: ['Containers get other addresses on the new network.'],
	};
}

function ofNetwork({network, subnets, used, total}: NetworkRow, refused: readonly FailedStart[]): Found {
	const cidrs = subnets.map(({subnet}) => subnet.cidr).join(', ');
	const names = refused.map(({subject}) => subject.name);
	return {
		// A network may be as small as it has to be: full is a fault once somebody does not fit in.
		...(names.length === 0 && {severity: 'low' as const}),
		confidence: 'predicted',
		subject: aboutNetwork(network),
		message: `${network.name} (${cidrs}) has no free address: ${used} of ${total} are taken, so no other container can start on it${names.length > 0 ? ` (${names.join(', ')} could not)` : ''}.`,
		evidence: subnets.map(({subnet, used, total}) =>
			api(
				`${network.name} IPAM.Config[].Subnet ${subnet.ipRange ?? subnet.cidr}`,
				`${used} of ${total} addresses taken`,
			),
		),
		fix: larger(network.name),
	};
}

function ofStart({subject, at, error, container}: FailedStart): Found {
	const networks = container?.endpoints.map(({networkName}) => networkName) ?? [];
	const named = /address pools: (\S+)/.exec(error)?.[1] ?? networks.join(', ');
	return {
		confidence: 'observed',
		subject,
		message: `${subject.name} could not start: ${named || 'its network'} has no free address.`,
		evidence: [api(at, error)],
		fix: larger(named || 'NAME'),
	};
}

/** Of an overlay other nodes take addresses too, and the engine's answers do not count them. */
function isFull({network, used, total, usedElsewhere}: NetworkRow, snapshot: Snapshot): boolean {
	return !usedElsewhere && !network.configOnly && !isPodman(network.host, snapshot) && total > 0n && used >= total;
}

/** An overlay of which tasks get no address: the manager says nothing, and they stay new. It knows most of what holds addresses. */
function ofOverlay({network, subnets}: NetworkRow, snapshot: Snapshot): Found | undefined {
	const {host, id, name, details} = network;
	const {services, nodes} = snapshot.swarms.get(host) ?? {services: [], nodes: []};
	const its = services.filter(({networks}) => networks.some(({networkId}) => networkId === id));
	const tasks = its.flatMap(service => tasksOf(service, snapshot)).filter(isWanted);
	const waiting = its.filter(service =>
		tasks.some(({serviceId, state}) => serviceId === service.id && state === 'new'),
	);
	const [first] = subnets;
	if (waiting.length === 0 || !first) return undefined;
	const {subnet} = first;
	const held = [
		...tasks.flatMap(({addresses}) => addresses.flatMap(each => (each.networkId === id ? [each.address] : []))),
		...its.flatMap(({networks}) => networks.flatMap(each => (each.networkId === id && each.vip ? [each.vip] : []))),
		...(details?.known ?? []).map(({address}) => address),
		...(details?.live ?? []).flatMap(({ipv4}) => ipv4 ?? []),
	];
	const {used, total} = usage(subnet, held, true);
	// Each node has a load balancer there, of which this one need not have heard.
	if (used + BigInt(nodes.length) < total) return undefined;
	const names = listed(waiting.map(service => service.name));
	return {
		confidence: 'predicted',
		subject: aboutNetwork(network),
		message: `${name} (${subnet.cidr}) has no address left: tasks, virtual IPs and load balancers of nodes hold ${used} of ${total} at least, and tasks of ${names} stay new.`,
		evidence: [
			api(`${name} IPAM.Config[].Subnet ${subnet.cidr}`, `${used} of ${total} addresses taken at least`),
			...waiting.slice(0, 3).map(service => api(`${service.name} Task.Status.State`, 'new', 'running')),
		],
		fix: {
			title:
				'Make a larger overlay and move services to it: a subnet cannot be changed; with endpoint mode dnsrr a service needs no virtual IP',
			commands: [
				`docker network create --driver overlay${network.attachable ? ' --attachable' : ''} --subnet SUBNET NAME`,
				`docker service update --network-rm ${quote(name)} --network-add NAME ${quote(waiting[0]!.name)}`,
			],
			sideEffects: ['All tasks of the service are replaced, and get other addresses.'],
		},
	};
}

export const ipamSubnetExhausted: Rule = {
	id: 'ipam-subnet-exhausted',
	title: 'A network has no free address',
	why: 'Every container needs an address of the subnet (or of its ip-range): the next one does not start.',
	severity: 'high',
	*check(snapshot) {
		const failed = failedStarts(ipamSubnetExhausted.id, snapshot);
		for (const row of networkRows(snapshot)) {
			const wants = ({container}: FailedStart) =>
				container?.endpoints.some(
					({networkId, networkName}) => networkId === row.network.id || networkName === row.network.name,
				) || container?.networkMode === row.network.name;
			if (isFull(row, snapshot)) yield ofNetwork(row, failed.filter(wants));
			const overlay = row.network.driver === 'overlay' ? ofOverlay(row, snapshot) : undefined;
			if (overlay) yield overlay;
		}

		for (const each of failed) yield ofStart(each);
	},
};
