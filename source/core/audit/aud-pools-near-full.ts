import {bits} from '../ip/address.js';
import {overlaps, type Range, readCidr} from '../ip/range.js';
import type {Host} from '../model/host.js';
import type {Snapshot} from '../model/snapshot.js';
import {networksOf} from '../plan/of-host.js';
import type {Rule} from '../rules/rule.js';
import {api} from '../rules/subjects.js';
import {hostFound} from './found.js';

/** Percent. */
const nearlyAll = 80;

/** A pool's subnets by their numbers; both ends belong to it. */
type Numbers = {readonly first: bigint; readonly last: bigint};

/** The pool's subnets of that prefix length which the block touches. */
function touched(pool: Range, prefix: number, block: Range): Numbers {
	const shift = BigInt(bits[pool.version] - prefix);
	const [start, end] = [
		block.start > pool.start ? block.start : pool.start,
		block.end < pool.end ? block.end : pool.end,
	];
	return {first: start >> shift, last: end >> shift};
}

/** Each number once, though two networks may lie in one subnet of the pool. */
function count(all: readonly Numbers[]): number {
	let [sum, next] = [0n, -1n];
	for (const {first, last} of all.toSorted((one, other) => (one.first < other.first ? -1 : 1))) {
		const from = first > next ? first : next;
		if (last < from) continue;
		sum += last - from + 1n;
		next = last + 1n;
	}

	return Number(sum);
}

/** How many subnets the engine's pools have for networks that are made without one, and how many are gone. */
function poolUse(host: Host, snapshot: Snapshot) {
	// Those of the swarm come from pools of its own.
	const local = networksOf(snapshot, host.id).filter(({scope, configOnly}) => scope === 'local' && !configOnly);
	const blocks = local.flatMap(({subnets}) => subnets.flatMap(({cidr}) => readCidr(cidr) ?? []));
	let [used, total] = [0, 0];
	for (const {base, size} of host.addressPools ?? []) {
		const pool = readCidr(base);
		if (pool?.version !== 4) continue;
		total += count([touched(pool, size, pool)]);
		used += count(blocks.filter(block => overlaps(pool, block)).map(block => touched(pool, size, block)));
	}

	return {used, total};
}

export const audPoolsNearFull: Rule = {
	id: 'aud-pools-near-full',
	title: "Engine's address pools are nearly used up",
	why: 'Once they are, no network can be created without a subnet of its own: Compose projects do not start.',
	severity: 'medium',
	sameAs: 'ipam-pools-exhausted',
	skip: ({hosts}) =>
		[...hosts.values()].some(({addressPools}) => addressPools)
			? undefined
			: 'the engine does not tell its address pools: Docker does from API 1.41 on',
	*check(snapshot) {
		for (const host of snapshot.hosts.values()) {
			const {used, total} = poolUse(host, snapshot);
			if (used * 100 < total * nearlyAll || total === 0) continue;
			const pools = (host.addressPools ?? []).map(({base, size}) => `${base} in /${size}`).join(', ');
			yield hostFound(host, {
				message: `${host.name} has given ${used} of the ${total} subnets of its address pools away: ${total - used} more networks can be created without --subnet.`,
				evidence: [
					api('subnets of the pools that networks hold', `${used} of ${total}`, `less than ${nearlyAll} %`),
					api('info DefaultAddressPools', host.details?.configuredPools ? pools : `not set (${pools})`),
				],
				fix: {
					title: 'Remove networks that nobody needs, or set "default-address-pools" with more and smaller subnets',
					commands: ['docker network ls --filter type=custom'],
					sideEffects: ['Pools take effect when the engine restarts, and for networks that are made from then on.'],
				},
			});
		}
	},
};
