import {parseAddress} from '../ip/address.js';
import {contains, isUnusable, overlaps, parseCidr, type Range, readCidr, usable} from '../ip/range.js';
import type {Host} from '../model/host.js';
import type {Subnet} from '../model/network.js';
import type {HostId} from '../model/reference.js';
import type {Snapshot} from '../model/snapshot.js';
import {gates, lacks} from './gates.js';
import {networksOf} from './of-host.js';
import {bad, type DraftProblem, warn} from './problem.js';
import type {NetworkDraft} from './step.js';

const linkLocal = readCidr('fe80::/10')!;

/** The gateway and reserved addresses of one subnet. */
function addressProblems(subnet: Subnet, range: Range): readonly DraftProblem[] {
	const inside = (field: string, what: string, text: string): readonly DraftProblem[] => {
		const address = parseAddress(text);
		if (!address) return [bad(field, `'${text}' is not an address: write it like 10.20.0.1`)];
		if (!contains(range, address)) return [bad(field, `${what} ${text} is not in ${subnet.cidr}`)];
		// Engines give the first address of an IPv6 subnet to whoever asks for it by name.
		if (range.version === 6 || !isUnusable(range, address)) return [];
		return [bad(field, `${what} ${text} is the first or last address of ${subnet.cidr}, which nobody can have`)];
	};
	return [
		...(subnet.gateway ? inside('gateways', 'the gateway', subnet.gateway) : []),
		...Object.entries(subnet.auxiliary).flatMap(([name, text]) =>
			text === subnet.gateway
				? [bad('auxiliary', `${name}=${text} is the gateway, reserved already: leave it out`)]
				: inside('auxiliary', `the reserved address ${name}`, text),
		),
	];
}

function rangeProblems({cidr, ipRange}: Subnet, range: Range): readonly DraftProblem[] {
	if (!ipRange) return [];
	const inner = parseCidr(ipRange);
	if ('problem' in inner) return [bad('ranges', inner.problem)];
	return contains(range, inner) ? [] : [bad('ranges', `the range ${ipRange} is not inside ${cidr}`)];
}

/** Networks of a swarm and those of one engine take subnets from two spaces; the engine refuses overlap only within one. */
function overlapProblems(
	draft: NetworkDraft,
	cidr: string,
	range: Range,
	snapshot: Snapshot,
	host: HostId,
): readonly DraftProblem[] {
	return networksOf(snapshot, host).flatMap(network => {
		const taken = network.subnets.find(other => {
			const otherRange = readCidr(other.cidr);
			return otherRange && overlaps(otherRange, range);
		});
		if (!taken) return [];
		const text = `${cidr} overlaps ${taken.cidr} of the network ${network.name}`;
		const oneSpace = (network.scope === 'swarm') === (draft.driver === 'overlay');
		return [oneSpace ? bad('subnets', text) : warn('subnets', `${text}: who is on both will reach only one of them`)];
	});
}

function sizeProblems(
	{driver}: NetworkDraft,
	cidr: string,
	range: Range,
	engine: Host | undefined,
): readonly DraftProblem[] {
	if (range.start === 0n) {
		const lack = lacks(engine, gates.anyFreeSubnetOfSize);
		return lack ? [bad('subnets', `${cidr} (any free subnet of that size) ${lack}`)] : [];
	}

	if (overlaps(range, linkLocal)) return [warn('subnets', `${cidr} is link-local: no router passes it on`)];
	const small = range.version === 4 && range.prefix > 30 && driver !== 'overlay';
	const lack = small && engine?.engine !== 'podman' && lacks(engine, gates.subnetOfTwo);
	if (lack) return [bad('subnets', `${cidr} ${lack}: take /30 or larger`)];
	const room = usable(range) - 1n;
	if (room < 4n) return [warn('subnets', `${cidr} has room for ${room} containers besides the gateway`)];
	if (driver === 'overlay' && range.version === 4 && range.prefix < 24)
		return [warn('subnets', `${cidr}: Docker advises /24 at most for overlay, larger ones are slow to set up`)];
	return [];
}

function countProblems(
	{driver}: NetworkDraft,
	ranges: readonly Range[],
	engine: Host | undefined,
): readonly DraftProblem[] {
	if (driver !== 'bridge' || engine?.engine === 'podman') return [];
	return ([4, 6] as const)
		.filter(version => ranges.filter(range => range.version === version).length > 1)
		.map(version => bad('subnets', `a bridge has one IPv${version} subnet at most: leave one`));
}

/** What is wrong with the draft's subnets. Routes of the host are not known, so nothing is claimed about them. */
export function subnetProblems(draft: NetworkDraft, snapshot: Snapshot, host: HostId): readonly DraftProblem[] {
	const engine = snapshot.hosts.get(host);
	const problems: DraftProblem[] = [];
	const ranges: Range[] = [];
	for (const subnet of draft.subnets) {
		const range = parseCidr(subnet.cidr);
		if ('problem' in range) {
			problems.push(bad('subnets', range.problem));
			continue;
		}

		if (ranges.some(other => overlaps(other, range)))
			problems.push(bad('subnets', `${subnet.cidr} overlaps another one given here`));
		ranges.push(range);
		problems.push(
			...sizeProblems(draft, subnet.cidr, range, engine),
			...overlapProblems(draft, subnet.cidr, range, snapshot, host),
			...addressProblems(subnet, range),
			...rangeProblems(subnet, range),
		);
	}

	return [...problems, ...countProblems(draft, ranges, engine), ...auxiliaryProblems(draft)];
}

/** The docker command takes one list of names for all subnets. */
function auxiliaryProblems({subnets}: NetworkDraft): readonly DraftProblem[] {
	const names = subnets.flatMap(({auxiliary}) => Object.keys(auxiliary));
	return names
		.filter((name, index) => names.indexOf(name) !== index)
		.map(name => bad('auxiliary', `${name} is given twice: keep one of them`));
}
