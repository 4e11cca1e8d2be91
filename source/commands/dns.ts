import type {InputOf} from '../core/probes/probed.js';
import {UserError} from '../errors.js';
import type {Command, FlagValues} from './command.js';
import {tellNames} from './effective-names.js';
import {probeCommand} from './probe-command.js';

const types = ['A', 'AAAA', 'PTR', 'SRV'] as const;

const lookup = probeCommand({
	kind: 'dns',
	summary: 'Look a name up',
	target: 'NAME',
	flags: {
		server: {type: 'string', value: 'ADDRESS', summary: "Ask this name server, not the container's own"},
		type: {type: 'string', value: 'TYPE', summary: `${types.join(', ')} (default: A and AAAA)`},
	},
	input: flags => ({...typeOf(flags), ...(typeof flags.server === 'string' && {server: flags.server})}),
	repeats: true,
});

/** With `--all`: every name that resolves there, predicted, and looked up where `--check` says so (see tellNames). */
export const dns: Command = {
	...lookup,
	usage: 'FROM NAME|--all',
	flags: {
		...lookup.flags,
		all: {type: 'boolean', summary: 'All names that resolve there, predicted'},
		check: {type: 'boolean', summary: 'With --all: look each up, and compare'},
	},
	async run(context) {
		const {all, check} = context.flags;
		if (check && !all) throw new UserError('--check belongs to --all: docknet dns FROM --all --check');
		return all ? tellNames(context) : lookup.run(context);
	},
};

function typeOf({type}: FlagValues): Pick<InputOf<'dns'>, 'type'> {
	if (type === undefined) return {};
	const known = types.find(each => each === String(type).toUpperCase());
	if (!known) throw new UserError(`--type ${type}: give one of ${types.join(', ')}`);
	return {type: known};
}
