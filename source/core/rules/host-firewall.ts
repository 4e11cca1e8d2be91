import type {RuleCounter} from '../firewall/rule-counter.js';
import {contains, readCidr} from '../ip/range.js';
import {type HostId, keyOf} from '../model/reference.js';
import type {Snapshot} from '../model/snapshot.js';

/** The rules of iptables on the engine's host, IPv4; undefined: they were not read. */
export function firewallOf(host: HostId, {observations}: Snapshot): readonly RuleCounter[] | undefined {
	return observations.get(keyOf({host, id: host}))?.firewall;
}

export const unreadFirewall = ({hosts, observations}: Snapshot) =>
	[...hosts.values()].some(({id}) => observations.get(keyOf({host: id, id}))?.firewall)
		? undefined
		: 'the host’s firewall was not read: root on the engine’s own machine can';

/** Whether the engine has written its rules there: else it does not, or into other tables. */
export function isWritten(rules: readonly RuleCounter[]): boolean {
	return rules.some(({chain, target}) => [chain, target].some(name => /^DOCKER(-|$)/.test(name)));
}

const hides = ['MASQUERADE', 'SNAT'];

/** Rules that give packets which leave another sender's address. */
export function hiding(rules: readonly RuleCounter[]): readonly RuleCounter[] {
	return rules.filter(({table, target}) => table === 'nat' && hides.includes(target));
}

/** Whether such a rule is for packets from all of the range, whatever they are. */
export function hidesAll({rule}: RuleCounter, cidr: string): boolean {
	if (/ -(d|p|m (?!comment)\S+) /.test(rule)) return false;
	const source = / -s (\S+)/.exec(rule)?.[1];
	const [outer, inner] = [readCidr(source ?? '0.0.0.0/0'), readCidr(cidr)];
	return outer !== undefined && inner !== undefined && contains(outer, inner);
}
