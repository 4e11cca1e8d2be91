import {keyOf} from '../core/model/reference.js';
import type {Snapshot} from '../core/model/snapshot.js';
import {containersView} from '../core/views/containers.js';
import {networksView} from '../core/views/networks.js';
import type {View} from '../core/views/view.js';
import {UserError} from '../errors.js';
import type {Command, CommandContext} from './command.js';
import {findContainer, findEither, findNetwork} from './find.js';
import {readPicture} from './picture.js';
import {sectionsText} from './text-table.js';

function show<Row>(view: View<Row>, key: string, snapshot: Snapshot, context: CommandContext): void {
	const row = view.rows(snapshot).find(candidate => view.key(candidate) === key)!;
	const {flags, print} = context;
	print(flags.json ? JSON.stringify(view.json(row), null, '\t') : sectionsText(view.describe(row, snapshot), context));
}

function find(name: string, {type}: CommandContext['flags'], snapshot: Snapshot) {
	if (type === undefined) return findEither(snapshot, name);
	if (type === 'network') return findNetwork(snapshot.networks.values(), name);
	if (type === 'container') return findContainer(snapshot.containers.values(), name);
	throw new UserError(`--type ${type}: give network or container`);
}

export const inspect: Command = {
	name: 'inspect',
	summary: 'Everything about one network or container',
	usage: 'NAME',
	changesEngine: false,
	flags: {
		type: {type: 'string', value: 'TYPE', summary: 'network or container, where both have the name'},
		raw: {type: 'boolean', summary: "The engine's own JSON (without environment variables)"},
	},
	async run(context) {
		const [name, surplus] = context.arguments;
		if (name === undefined || surplus !== undefined)
			throw new UserError('inspect takes one name, of a network or a container');
		const {engine, flags, signal, print} = context;
		const snapshot = await readPicture(context);
		const found = find(name, flags, snapshot);
		const kind = 'endpoints' in found ? 'container' : 'network';
		if (flags.raw)
			print(JSON.stringify(await engine.inspect({kind, host: found.host, id: found.id}, signal), null, '\t'));
		else if (kind === 'network') show(networksView, keyOf(found), snapshot, context);
		else show(containersView, keyOf(found), snapshot, context);
		return 0;
	},
};
