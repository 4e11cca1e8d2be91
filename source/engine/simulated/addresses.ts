/** An address as a number, so that v4 and v6 need one arithmetic. */
export type Address = {readonly family: 4 | 6; readonly value: bigint};

export type Block = Address & {readonly length: number};

const width = (family: 4 | 6) => (family === 4 ? 32 : 128);

/** Undefined where the text is no address. */
export function parseAddress(text: string): Address | undefined {
	return text.includes(':') ? parse6(text) : parse4(text);
}

function parse4(text: string): Address | undefined {
	const parts = text.split('.');
	if (parts.length !== 4 || !parts.every(part => /^\d{1,3}$/.test(part) && Number(part) < 256)) return undefined;
	return {family: 4, value: parts.reduce((value, part) => value * 256n + BigInt(part), 0n)};
}

function parse6(text: string): Address | undefined {
	const [head, tail, ...rest] = text.split('::').map(half => (half ? half.split(':') : []));
	if (!head || rest.length > 0) return undefined;
	const missing = 8 - head.length - (tail?.length ?? 0);
	if (tail ? missing < 1 : missing !== 0) return undefined;
	const groups = [...head, ...Array.from({length: missing}, () => '0'), ...(tail ?? [])];
	if (!groups.every(group => /^[\da-f]{1,4}$/i.test(group))) return undefined;
	return {family: 6, value: groups.reduce((value, group) => value * 65536n + BigInt(`0x${group}`), 0n)};
}

export function formatAddress({family, value}: Address): string {
	if (family === 4) return [24n, 16n, 8n, 0n].map(shift => (value >> shift) & 255n).join('.');
	const groups = Array.from({length: 8}, (_, index) => ((value >> BigInt(112 - 16 * index)) & 65535n).toString(16));
	const runs = groups.join(':').match(/\b0(?::0)+\b/g) ?? [];
	const longest = runs.reduce((best, run) => (run.length > best.length ? run : best), '');
	return longest ? groups.join(':').replace(new RegExp(`:?\\b${longest}\\b:?`), '::') : groups.join(':');
}

/** Undefined where the text is no subnet; bits behind the prefix are kept as given. */
export function parseBlock(cidr: string): Block | undefined {
	const [text = '', length = ''] = cidr.split('/');
	const address = parseAddress(text);
	if (!address || !/^\d{1,3}$/.test(length) || Number(length) > width(address.family)) return undefined;
	return {...address, length: Number(length)};
}

export function sizeOf(block: Block): bigint {
	return 1n << BigInt(width(block.family) - block.length);
}

/** The block with the bits behind its prefix cleared. */
export function canonical(block: Block): Block {
	return {...block, value: block.value - (block.value % sizeOf(block))};
}

export function formatBlock(block: Block): string {
	return `${formatAddress(block)}/${block.length}`;
}

export function contains(block: Block, address: Address): boolean {
	return (
		block.family === address.family && canonical(block).value === canonical({...address, length: block.length}).value
	);
}

export function overlap(a: Block, b: Block): boolean {
	return a.length <= b.length ? contains(a, b) : contains(b, a);
}
