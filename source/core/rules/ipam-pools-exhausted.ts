import {nextFreeSubnet} from '../ip/free.js';
import {readCidr} from '../ip/range.js';
import type {Host} from '../model/host.js';
import type {Snapshot} from '../model/snapshot.js';
import {networksOf} from '../plan/of-host.js';
import {failures} from './error-rule.js';
import {listed} from './members.js';
import type {Rule} from './rule.js';
import {aboutHost, api} from './subjects.js';

const fix = {
	title:
		'Remove networks that nobody uses, or give a new one a subnet; for good: larger default-address-pools in daemon.json',
	commands: [
		'docker network ls --filter type=custom',
		'docker network prune',
		'docker network create --subnet SUBNET NAME',
	],
	sideEffects: [
		'A prune removes networks of stopped containers, too: these then do not start.',
		'Pools take effect when the engine restarts, and for networks that are made from then on.',
	],
};

/** How many networks hold the pools of an engine that has no subnet left in any of them. */
function holders({id, addressPools = []}: Host, snapshot: Snapshot): number | undefined {
	// Those of the swarm come from pools of its own.
	const blocks = networksOf(snapshot, id)
		.filter(({scope, configOnly}) => scope === 'local' && !configOnly)
		.flatMap(({subnets}) => subnets.flatMap(({cidr}) => readCidr(cidr) ?? []));
	const pools = addressPools.flatMap(({base, size}) => {
		const pool = readCidr(base);
		return pool?.version === 4 ? [{pool, size}] : [];
	});
	const isFree = pools.some(({pool, size}) => nextFreeSubnet([pool], blocks, size));
	return pools.length === 0 || isFree ? undefined : blocks.filter(({version}) => version === 4).length;
}

export const ipamPoolsExhausted: Rule = {
	id: 'ipam-pools-exhausted',
	title: 'No subnet is left for another network',
	why: 'The engine takes subnets from its address pools, and all are given away.',
	severity: 'high',
	*check(snapshot) {
		for (const host of snapshot.hosts.values()) {
			const count = holders(host, snapshot);
			if (count === undefined) continue;
			const pools = listed((host.addressPools ?? []).map(({base, size}) => `${base} in /${size}`));
			yield {
				// What is there works on.
				severity: 'medium' as const,
				confidence: 'predicted' as const,
				subject: aboutHost(host),
				message: `${host.name} has no subnet left in its address pools (${pools}): a network that is made without --subnet, as Compose does, cannot be created.`,
				evidence: [
					api(`${host.name} DefaultAddressPools`, host.details?.configuredPools ? pools : `not set (${pools})`),
					api(`${host.name} IPAM.Config[].Subnet of all networks`, `${count} subnets, none free`, 'one that is free'),
				],
				fix,
			};
		}

		yield* failures(ipamPoolsExhausted.id, snapshot, {fix});
	},
};
