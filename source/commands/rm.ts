import {membersOf} from '../core/plan/of-host.js';
import {protectedMembership, protectedNetwork} from '../core/plan/protect.js';
import {removeNetworksPlan} from '../core/plan/remove-networks.js';
import {UserError} from '../errors.js';
import {carryOut, changeFlags} from './carry-out.js';
import type {Command} from './command.js';
import {findNetwork} from './find.js';
import {readPicture} from './picture.js';

export const rm: Command = {
	name: 'rm',
	summary: 'Remove networks',
	usage: 'NETWORK…',
	changesEngine: true,
	flags: {force: {type: 'boolean', shortFlag: 'f', summary: 'Disconnect whoever is on it first'}, ...changeFlags},
	async run(context) {
		if (context.arguments.length === 0) throw new UserError('rm takes the names of the networks to remove');
		const snapshot = await readPicture(context);
		const named = context.arguments.map(name => findNetwork(snapshot.networks.values(), name));
		const networks = [...new Set(named)];
		for (const network of networks) {
			const members = membersOf(network, snapshot).map(({container}) => container);
			const reasons = members.map(container => protectedMembership(network, container));
			const reason = protectedNetwork(network) ?? reasons.find(text => text !== undefined);
			if (reason) throw new UserError(`${network.name} stays: ${reason}`, 4);
			if (members.length > 0 && !context.flags.force)
				throw new UserError(
					`${network.name} is in use by ${members.map(({name}) => name).join(', ')}: disconnect them first, or give --force`,
				);
		}

		return carryOut(context, removeNetworksPlan(networks, snapshot), snapshot);
	},
};
