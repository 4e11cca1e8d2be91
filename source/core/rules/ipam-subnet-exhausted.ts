import type {Snapshot} from '../model/snapshot.js';
import {quote} from '../plan/quote.js';
import {type NetworkRow, networkRows} from '../views/network-rows.js';
import {type FailedStart, failedStarts} from './failed-starts.js';
import {isPodman} from './members.js';
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
		}

		for (const each of failed) yield ofStart(each);
	},
};
