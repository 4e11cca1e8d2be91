import {connectPlan} from '../core/plan/memberships.js';
import type {EndpointDraft} from '../core/plan/step.js';
import {connectProblems} from '../core/plan/validate-endpoint.js';
import {carryOut, changeFlags, refuseProblems} from './carry-out.js';
import type {Command} from './command.js';
import {findContainer, findNetwork} from './find.js';
import {pairs, several, text} from './flag-values.js';
import {readPicture} from './picture.js';
import {twoArguments} from './two-arguments.js';

export const connect: Command = {
	name: 'connect',
	summary: 'Connect a container to a network',
	usage: 'NETWORK CONTAINER',
	changesEngine: true,
	flags: {
		alias: {type: 'string', isMultiple: true, value: 'NAME', summary: 'Another name on that network; may be repeated'},
		ip: {type: 'string', value: 'ADDRESS', summary: 'IPv4 address'},
		ip6: {type: 'string', value: 'ADDRESS', summary: 'IPv6 address'},
		macAddress: {type: 'string', value: 'MAC', summary: 'MAC address'},
		link: {type: 'string', isMultiple: true, value: 'CONTAINER:ALIAS', summary: 'Legacy link'},
		driverOpt: {type: 'string', isMultiple: true, value: 'KEY=VALUE', summary: 'Option of the endpoint'},
		gwPriority: {type: 'number', value: 'NUMBER', summary: 'The highest gives the default gateway (engine 28)'},
		...changeFlags,
	},
	async run(context) {
		const [networkName, containerName] = twoArguments(
			context,
			'connect takes a network and a container: docknet connect NETWORK CONTAINER',
		);
		const {flags, note} = context;
		const snapshot = await readPicture(context);
		const network = findNetwork(snapshot.networks.values(), networkName);
		const container = findContainer(snapshot.containers.values(), containerName);
		const endpoint: EndpointDraft = {
			aliases: several(flags, 'alias'),
			ipv4: text(flags, 'ip'),
			ipv6: text(flags, 'ip6'),
			mac: text(flags, 'macAddress'),
			links: several(flags, 'link'),
			driverOptions: pairs(flags, 'driverOpt'),
			gatewayPriority: flags.gwPriority as number | undefined,
		};
		refuseProblems(connectProblems(endpoint, network, container, snapshot), note);
		return carryOut(context, connectPlan(network, [container], endpoint, snapshot), snapshot);
	},
};
