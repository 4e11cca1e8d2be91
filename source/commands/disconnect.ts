import {disconnectPlan} from '../core/plan/memberships.js';
import {protectedMembership} from '../core/plan/protect.js';
import {UserError} from '../errors.js';
import {carryOut, changeFlags} from './carry-out.js';
import type {Command} from './command.js';
import {findContainer, findNetwork} from './find.js';
import {readPicture} from './picture.js';
import {twoArguments} from './two-arguments.js';

export const disconnect: Command = {
	name: 'disconnect',
	summary: 'Disconnect a container from a network',
	usage: 'NETWORK CONTAINER',
	changesEngine: true,
	flags: {force: {type: 'boolean', shortFlag: 'f', summary: 'Even when the container does not answer'}, ...changeFlags},
	async run(context) {
		const [networkName, containerName] = twoArguments(
			context,
			'disconnect takes a network and a container: docknet disconnect NETWORK CONTAINER',
		);
		const snapshot = await readPicture(context);
		const network = findNetwork(snapshot.networks.values(), networkName);
		const container = findContainer(snapshot.containers.values(), containerName);
		const reason = protectedMembership(network, container);
		if (reason) throw new UserError(reason, 4);
		if (!container.endpoints.some(({networkId}) => networkId === network.id))
			throw new UserError(
				`${container.name} is not on ${network.name}: it is on ${container.endpoints.map(endpoint => endpoint.networkName).join(', ') || 'no network'}`,
			);
		const force = context.flags.force === true;
		return carryOut(context, disconnectPlan(network, container, force, snapshot), snapshot);
	},
};
