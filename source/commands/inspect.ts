import {keyOf} from '../core/model/reference.js';
import type {Snapshot} from '../core/model/snapshot.js';
import {containersView} from '../core/views/containers.js';
import {networksView} from '../core/views/networks.js';
import type {View} from '../core/views/view.js';
import {UserError} from '../errors.js';
import type {Command, CommandContext} from './command.js';
import {findContainer, findNetwork} from './find.js';
import {readPicture} from './picture.js';
import {sectionsText} from './text-table.js';

function show<Row>(view: View<Row>, key: string, snapshot: Snapshot, context: CommandContext): void {
	const row = view.rows(snapshot).find(candidate => view.key(candidate) === key)!;
	const {flags, print} = context;
	print(flags.json ? JSON.stringify(view.json(row), null, '\t') : sectionsText(view.describe(row, snapshot), context));
}

/** A name may be a network's and a container's at once: `--type` tells. */
function find(name: string, type: string | undefined, snapshot: Snapshot) {
	if (type === 'network') return {kind: 'network', object: findNetwork(snapshot.networks.values(), name)} as const;
	if (type === 'container')
		return {kind: 'container', object: findContainer(snapshot.containers.values(), name)} as const;
	if (type !== undefined) throw new UserError(`--type ${type}: give network or container`);
	const exactly = ({name: own, id}: {name: string; id: string}) => own === name || id === name;
	const isNetwork = [...snapshot.networks.values()].some(exactly);
	const isContainer = [...snapshot.containers.values()].some(exactly);
	if (isNetwork && isContainer)
		throw new UserError(`${name} is a network and a container: say which with --type network or --type container`);
	return isNetwork
		? ({kind: 'network', object: findNetwork(snapshot.networks.values(), name)} as const)
		: ({kind: 'container', object: findContainer(snapshot.containers.values(), name)} as const);
}

export const inspect: Command = {
	name: 'inspect',
	summary: 'Everything about one network or container',
	usage: 'NAME',
	changesEngine: false,
	flags: {
		type: {type: 'string', value: 'TYPE', summary: 'network or container, where both have the name'},
		raw: {type: 'boolean', summary: 'The JSON of the engine itself (without environment variables)'},
	},
	async run(context) {
		const [name, surplus] = context.arguments;
		if (name === undefined || surplus !== undefined)
			throw new UserError('inspect takes one name, of a network or a container');
		const {engine, flags, signal, print} = context;
		const snapshot = await readPicture(engine, signal);
		const {kind, object} = find(name, flags.type as string | undefined, snapshot);
		if (flags.raw)
			print(JSON.stringify(await engine.inspect({kind, host: object.host, id: object.id}, signal), null, '\t'));
		else if (kind === 'network') show(networksView, keyOf(object), snapshot, context);
		else show(containersView, keyOf(object), snapshot, context);
		return 0;
	},
};
