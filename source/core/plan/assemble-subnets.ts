import {type Address, parseAddress} from '../ip/address.js';
import {contains, parseCidr, type Range, readCidr} from '../ip/range.js';
import type {Subnet} from '../model/network.js';
import {bad, type DraftProblem} from './problem.js';

export type SubnetParts = {
	readonly subnets: readonly string[];
	readonly gateways: readonly string[];
	readonly ranges: readonly string[];
	/** Name → address. */
	readonly auxiliary: Readonly<Record<string, string>>;
};

type Block = {readonly range: Range | undefined; subnet: Subnet};

/** Puts each gateway, range and reserved address into the subnet that holds it, as the docker command does. */
export function assembleSubnets(parts: SubnetParts): {
	readonly subnets: readonly Subnet[];
	readonly problems: readonly DraftProblem[];
} {
	const blocks: Block[] = parts.subnets.map(cidr => ({range: readCidr(cidr), subnet: {cidr, auxiliary: {}}}));
	const problems: DraftProblem[] = [];

	function blockOf(field: string, text: string, inner: Address | Range): Block | undefined {
		const block = blocks.find(({range}) => range && contains(range, inner));
		if (block) return block;
		const where = parts.subnets.length === 0 ? 'there is no subnet: give one' : `not in ${parts.subnets.join(' or ')}`;
		problems.push(bad(field, `${text} is in no subnet here: ${where}`));
		return undefined;
	}

	function address(field: string, text: string): Block | undefined {
		const parsed = parseAddress(text);
		if (parsed) return blockOf(field, text, parsed);
		problems.push(bad(field, `'${text}' is not an address: write it like 10.20.0.1`));
		return undefined;
	}

	for (const gateway of parts.gateways) {
		const block = address('gateways', gateway);
		if (block?.subnet.gateway !== undefined)
			problems.push(
				bad('gateways', `${block.subnet.cidr} has the gateway ${block.subnet.gateway} already: leave out ${gateway}`),
			);
		else if (block) block.subnet = {...block.subnet, gateway};
	}

	for (const ipRange of parts.ranges) {
		const parsed = parseCidr(ipRange);
		if ('problem' in parsed) {
			problems.push(bad('ranges', parsed.problem));
			continue;
		}

		const block = blockOf('ranges', ipRange, parsed);
		if (block?.subnet.ipRange !== undefined)
			problems.push(
				bad('ranges', `${block.subnet.cidr} has the range ${block.subnet.ipRange} already: leave out ${ipRange}`),
			);
		else if (block) block.subnet = {...block.subnet, ipRange};
	}

	for (const [name, text] of Object.entries(parts.auxiliary)) {
		const block = address('auxiliary', text);
		if (block) block.subnet = {...block.subnet, auxiliary: {...block.subnet.auxiliary, [name]: text}};
	}

	return {subnets: blocks.map(({subnet}) => subnet), problems};
}
