import {type Address, bits, formatAddress, parseAddress, type Version} from './address.js';

/** A block of addresses: both ends belong to it. */
export type Range = {
	readonly version: Version;
	readonly start: bigint;
	readonly end: bigint;
	readonly prefix: number;
};

export type Problem = {readonly problem: string};

/** The block of that prefix length that an address lies in. */
export function rangeAt({version, value}: Address, prefix: number): Range {
	const host = BigInt(bits[version] - prefix);
	const start = (value >> host) << host;
	return {version, start, end: start + (1n << host) - 1n, prefix};
}

/** `10.0.0.0/24`, `fd00::/64`. */
export function formatRange({version, start, prefix}: Range): string {
	return `${formatAddress({version, value: start})}/${prefix}`;
}

/** A block, or one sentence that names the text and says what would be right. */
export function parseCidr(text: string): Range | Problem {
	const slash = text.indexOf('/');
	const address = parseAddress(slash === -1 ? text : text.slice(0, slash));
	const example = text.includes(':') ? 'fd00:1::/64' : '10.20.0.0/24';
	if (!address) return {problem: `'${text}' is not a subnet: write it like ${example}`};
	if (slash === -1) {
		const likely = formatRange(rangeAt(address, address.version === 4 ? 24 : 64));
		return {problem: `'${text}' has no prefix length: did you mean ${likely}?`};
	}

	const length = text.slice(slash + 1);
	const most = bits[address.version];
	if (!/^(0|[1-9]\d{0,2})$/.test(length) || Number(length) > most) {
		return {problem: `'/${length}' is not a prefix length of IPv${address.version}: write a number from 0 to ${most}`};
	}

	const range = rangeAt(address, Number(length));
	if (range.start === address.value) return range;
	return {problem: `'${text}' is an address inside a subnet: did you mean ${formatRange(range)}?`};
}

/** The block, or undefined: for text that comes from an engine. */
export function readCidr(text: string): Range | undefined {
	const range = parseCidr(text);
	return 'problem' in range ? undefined : range;
}

export function contains(range: Range, inner: Address | Range): boolean {
	if (range.version !== inner.version) return false;
	const [start, end] = 'value' in inner ? [inner.value, inner.value] : [inner.start, inner.end];
	return range.start <= start && end <= range.end;
}

export function overlaps(one: Range, other: Range): boolean {
	return one.version === other.version && one.start <= other.end && other.start <= one.end;
}

export function byStart(one: Range, other: Range): number {
	if (one.start === other.start) return 0;
	return one.start < other.start ? -1 : 1;
}

/** Each two that have addresses in common, in the order given. One pass over the sorted blocks: engines have hundreds of networks. */
export function overlapping<Each>(
	all: readonly Each[],
	rangeOf: (each: Each) => Range | undefined,
): readonly (readonly [Each, Each])[] {
	const blocks = all.flatMap((each, index) => {
		const range = rangeOf(each);
		return range ? [{each, index, range}] : [];
	});
	const pairs: [(typeof blocks)[number], (typeof blocks)[number]][] = [];
	let open: typeof blocks = [];
	for (const block of blocks.sort((one, other) => byStart(one.range, other.range))) {
		open = open.filter(({range}) => range.end >= block.range.start);
		for (const other of open) {
			if (overlaps(other.range, block.range)) pairs.push(other.index < block.index ? [other, block] : [block, other]);
		}

		open.push(block);
	}

	return pairs
		.sort(([a, b], [c, d]) => a.index - c.index || b.index - d.index)
		.map(([one, other]) => [one.each, other.each]);
}

/** All addresses of the block. */
export function size({start, end}: Range): bigint {
	return end - start + 1n;
}

/**
 * The addresses of a subnet that engines never give: the first (the network's own), and in IPv4 the last (broadcast);
 * an IPv4 /31 or /32 has neither.
 */
export function isUnusable(subnet: Range, {value}: Address): boolean {
	if (subnet.version === 4 && subnet.prefix >= 31) return false;
	return value === subnet.start || (subnet.version === 4 && value === subnet.end);
}

/** How many addresses of `part` (default: all) an engine can give in this subnet, its gateway among them. */
export function usable(subnet: Range, part: Range = subnet): bigint {
	const {version} = subnet;
	const ends = subnet.start === subnet.end ? [subnet.start] : [subnet.start, subnet.end];
	const lost = ends.filter(value => contains(part, {version, value}) && isUnusable(subnet, {version, value}));
	return size(part) - BigInt(lost.length);
}
