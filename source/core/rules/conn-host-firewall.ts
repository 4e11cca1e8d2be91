import type {RuleCounter} from '../firewall/rule-counter.js';
import {parseAddress} from '../ip/address.js';
import {contains, readCidr} from '../ip/range.js';
import type {Fix} from '../model/finding.js';
import {groupBy} from '../model/group-by.js';
import type {Host} from '../model/host.js';
import type {Snapshot} from '../model/snapshot.js';
import {evidenceOf} from '../probes/evidence.js';
import {findCuts, outsideAddress} from './conn-masquerade-missing.js';
import {type Dropped, dropped} from './dropped.js';
import {firewallOf} from './host-firewall.js';
import {keptFromAsking} from './kept-from-asking.js';
import {isPodman, listed} from './members.js';
import type {Found, Rule} from './rule.js';
import {aboutChain, measured, ofHost} from './subjects.js';

export const nothingMeasured = ({probes}: Snapshot) =>
	probes.some(({kind}) => kind === 'tcp') ? undefined : 'no connection between containers was measured';

/** Whether a rule (`-A DOCKER-USER ! -s 10.0.0.0/8 …`) takes packets of that address at its `-s` or `-d`. */
function takes({rule}: RuleCounter, option: '-s' | '-d', address: string): boolean {
	const [, not, cidr = ''] = new RegExp(`(! )?${option} (\\S+)`).exec(rule) ?? [];
	const [range, parsed] = [readCidr(cidr.includes('/') ? cidr : `${cidr}/32`), parseAddress(address)];
	if (!cidr) return true;
	return range !== undefined && parsed !== undefined && contains(range, parsed) === (not === undefined);
}

/** Rules that Docker did not make and that end such packets, where the host's firewall was read; none that look at more than addresses and ports. */
function suspects({probe, fromAddress, toAddress, port}: Dropped, snapshot: Snapshot): readonly RuleCounter[] {
	return (firewallOf(probe.host, snapshot) ?? []).filter(
		each =>
			['DROP', 'REJECT'].includes(each.target) &&
			each.rule.startsWith('-A') &&
			!/^(DOCKER(?!-USER)|NETAVARK|INPUT|OUTPUT)/.test(each.chain) &&
			!/ -p (?!tcp\b)| -m (?!(tcp|multiport|comment)\b)| -[io] (?!br-|docker|podman)/.test(each.rule) &&
			(!/ --dports? /.test(each.rule) || new RegExp(` --dports? (\\S*,)?${port}\\b`).test(each.rule)) &&
			takes(each, '-s', fromAddress) &&
			takes(each, '-d', toAddress),
	);
}

/** Where rules of the user's are, most often: Podman has no chain for them. */
export const usualChain = (engine: Host['engine'] | undefined) => (engine === 'podman' ? 'FORWARD' : 'DOCKER-USER');

export const searchIn = (chain: string): Fix => ({
	title: 'Find the rule on the engine’s host, and delete it by its number',
	commands: [`iptables -L ${chain} -n -v --line-numbers`, 'nft list ruleset', `iptables -D ${chain} NUMBER`],
	sideEffects: ['What the rule was made to keep out can get in again.'],
});

const remove = (found: readonly RuleCounter[], chain: string): Fix => ({
	...searchIn(chain),
	title: 'Delete the rule, or put one before it that accepts these connections',
	commands: found.map(({table, rule, by = 'iptables'}) => `${by} -t ${table} ${rule.replace('-A', '-D')}`),
});

const pathOf = ({from, fromAddress, to, toAddress, port}: Dropped) =>
	`${fromAddress} (${from.name}) to ${toAddress}:${port} (${to.name})`;

/** One container does not get out, while another of its network does: what keeps it in is about its address alone. */
function* keptIn(snapshot: Snapshot): Iterable<Found> {
	for (const {network, asker, probe, fromHost, neighbour} of findCuts(snapshot)) {
		if (!neighbour || isPodman(network.host, snapshot)) continue;
		yield {
			// It may be so on purpose.
			severity: 'medium',
			confidence: 'observed',
			subject: aboutChain('DOCKER-USER', network.host),
			message: `${asker.name} gets no answer from ${outsideAddress(probe, snapshot)}, and ${neighbour.from}, which goes out by ${network.name} too, does: a rule for the address of ${asker.name}, most likely in chain DOCKER-USER of the host, or one inside ${asker.name}.`,
			evidence: [evidenceOf(probe), evidenceOf(neighbour), evidenceOf(fromHost)],
			fix: searchIn('DOCKER-USER'),
		};
	}
}

export const connHostFirewall: Rule = {
	id: 'conn-host-firewall',
	title: 'A firewall of the host drops traffic between containers',
	why: 'Docker would let it through: a rule that Docker did not make drops it, most often one in chain DOCKER-USER.',
	severity: 'high',
	skip: nothingMeasured,
	*check(snapshot) {
		const all = dropped(snapshot);
		const keepOut = new Set(all.flatMap(({to, unheardByHost}) => (unheardByHost ? [to] : [])));
		const blocked = all.filter(
			({from, answered, unheardByHost}) =>
				// A firewall inside the asker, which keeps out what comes, may keep out answers too.
				!keepOut.has(from) &&
				!keptFromAsking(from, snapshot) &&
				// Others get through to that very port: it is not the container that drops.
				answered.some(({kind}) => kind === 'tcp') &&
				!unheardByHost,
		);
		// One rule may be behind all of them.
		for (const [host, its] of groupBy(blocked, ({probe}) => probe.host)) {
			const taking = its.flatMap(each => suspects(each, snapshot));
			// iptables is another name of iptables-nft or of iptables-legacy, and tells the same.
			const found = [...groupBy(taking, ({table, rule}) => `${table} ${rule}`).values()].flatMap(
				([first]) => first ?? [],
			);
			const chain = found[0]?.chain ?? usualChain(snapshot.hosts.get(host)?.engine);
			const [first, ...others] = its;
			const more = others.length > 0 ? `, so are ${listed(others.map(pathOf))}` : '';
			const both =
				others.length > 0
					? 'the targets listen there and each pair is'
					: `${first!.to.name} listens there and both are`;
			const because =
				found.length > 0
					? `a rule in chain ${chain} takes it`
					: `a rule of the host’s firewall, most likely in chain ${chain}`;
			yield {
				confidence: 'observed' as const,
				subject: aboutChain(chain, host),
				message: `TCP from ${pathOf(first!)} is ${first!.probe.result?.result === 'timeout' ? 'dropped' : 'rejected'}${more}, though ${both} on one network: ${because}.`,
				evidence: [
					...found
						.slice(0, 3)
						.map(({rule, packets, by = 'iptables'}) => ofHost(`${by}-save -c`, `[${packets}] ${rule}`)),
					...its
						.slice(0, 3)
						.flatMap(({probe, to, listening, answered}) => [
							evidenceOf(probe),
							measured(`${to.name}: listeners`, listening),
							...answered.slice(0, 2).map(evidenceOf),
						]),
				],
				fix: found.length > 0 ? remove(found.slice(0, 3), chain) : searchIn(chain),
			};
		}

		yield* keptIn(snapshot);
	},
};
