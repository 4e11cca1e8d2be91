import {assembleSubnets} from '../core/plan/assemble-subnets.js';
import {createNetworkPlan} from '../core/plan/create-network.js';
import type {NetworkDraft} from '../core/plan/step.js';
import {networkProblems} from '../core/plan/validate-network.js';
import {UserError} from '../errors.js';
import {carryOut, changeFlags, refuseProblems} from './carry-out.js';
import type {Command, FlagValues} from './command.js';
import {pairs, several, text} from './flag-values.js';
import {readPicture} from './picture.js';

function optionsOf(flags: FlagValues): Readonly<Record<string, string>> {
	const parent = text(flags, 'parent');
	return {
		...pairs(flags, 'opt'),
		...(parent === undefined ? {} : {parent}),
		...(flags.encrypted ? {encrypted: ''} : {}),
	};
}

export const create: Command = {
	name: 'create',
	summary: 'Create a network',
	usage: 'NAME',
	changesEngine: true,
	flags: {
		driver: {
			type: 'string',
			shortFlag: 'd',
			value: 'DRIVER',
			summary: 'bridge (default), overlay, macvlan, ipvlan, …',
		},
		subnet: {type: 'string', isMultiple: true, value: 'CIDR', summary: 'IPv4 or IPv6; may be repeated'},
		gateway: {type: 'string', isMultiple: true, value: 'ADDRESS', summary: 'Gateway in one of the subnets'},
		ipRange: {
			type: 'string',
			isMultiple: true,
			value: 'CIDR',
			summary: 'Part of a subnet to give addresses from',
		},
		auxAddress: {type: 'string', isMultiple: true, value: 'NAME=ADDRESS', summary: 'An address to keep free'},
		internal: {type: 'boolean', summary: 'No way to the outside'},
		attachable: {type: 'boolean', summary: 'Overlay: single containers may join too'},
		encrypted: {type: 'boolean', summary: 'Overlay: encrypt what goes between hosts'},
		ipv6: {type: 'boolean', summary: 'IPv6 too'},
		ipv4: {type: 'boolean', summary: '--no-ipv4: IPv6 alone (engine 28)'},
		parent: {type: 'string', value: 'INTERFACE', summary: 'macvlan, ipvlan: host interface, like eth0.10'},
		opt: {type: 'string', shortFlag: 'o', isMultiple: true, value: 'KEY=VALUE', summary: 'Option of the driver'},
		label: {type: 'string', isMultiple: true, value: 'KEY=VALUE', summary: 'Label'},
		ipamDriver: {type: 'string', value: 'DRIVER', summary: 'Who gives addresses'},
		ipamOpt: {type: 'string', isMultiple: true, value: 'KEY=VALUE', summary: 'Option of the IPAM driver'},
		...changeFlags,
	},
	async run(context) {
		const [name, surplus] = context.arguments;
		if (name === undefined || surplus !== undefined) throw new UserError('create takes one name for the network');
		const {engine, flags, note} = context;
		const {subnets, problems} = assembleSubnets({
			subnets: several(flags, 'subnet'),
			gateways: several(flags, 'gateway'),
			ranges: several(flags, 'ipRange'),
			auxiliary: pairs(flags, 'auxAddress', 'NAME=ADDRESS'),
		});
		const draft: NetworkDraft = {
			name,
			driver: text(flags, 'driver') ?? 'bridge',
			internal: flags.internal === true,
			attachable: flags.attachable === true,
			ipv4: flags.ipv4 !== false,
			ipv6: flags.ipv6 === true,
			subnets,
			ipamDriver: text(flags, 'ipamDriver'),
			ipamOptions: pairs(flags, 'ipamOpt'),
			options: optionsOf(flags),
			labels: pairs(flags, 'label'),
		};
		const snapshot = await readPicture(context);
		refuseProblems([...problems, ...networkProblems(draft, snapshot, engine.host)], note);
		return carryOut(context, createNetworkPlan(draft, snapshot, engine.host), snapshot);
	},
};
