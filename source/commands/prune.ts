import {prunePlan} from '../core/plan/remove-networks.js';
import {UserError} from '../errors.js';
import {carryOut, changeFlags} from './carry-out.js';
import type {Command} from './command.js';
import {readPicture} from './picture.js';

export const prune: Command = {
	name: 'prune',
	summary: 'Remove networks that no container uses',
	usage: '',
	changesEngine: true,
	flags: changeFlags,
	async run(context) {
		if (context.arguments.length > 0)
			throw new UserError(`prune takes no names: to remove ${context.arguments[0]}, say docknet rm`);
		const snapshot = await readPicture(context);
		return carryOut(context, prunePlan(snapshot, context.engine.host), snapshot);
	},
};
