import {emptySnapshot} from '../core/model/snapshot.js';
import type {Holder} from '../core/names/names-of-network.js';
import {type EffectiveName, effectiveNames} from '../core/names/resolve.js';
import {type ExitCode, UserError} from '../errors.js';
import {reduce} from '../store/reduce.js';
import type {CommandContext} from './command.js';
import {findContainer} from './find.js';
import {sectionsText} from './text-table.js';

const addressesOf = (holders: readonly Holder[]) => holders.flatMap(({ipv4, ipv6}) => [ipv4, ipv6].filter(Boolean));
const namesOf = (holders: readonly Holder[]) => [...new Set(holders.map(({name}) => name))];

/**
 * Every name that resolves in a container, in the order of its networks. `--json`: `[{name, network, addresses, owners,
 * hidden: [{network, owners}]}]`; several owners answer in turn, hidden ones never.
 */
export async function tellNames(context: CommandContext): Promise<ExitCode> {
	const {engine, flags, print, signal} = context;
	const [from, surplus] = context.arguments;
	if (from === undefined || surplus !== undefined)
		throw new UserError('dns --all takes one container: docknet dns FROM --all');
	const snapshot = (await engine.survey(signal)).reduce(reduce, emptySnapshot);
	const container = findContainer(snapshot.containers.values(), from);
	const names = effectiveNames(container, snapshot);
	if (flags.json) print(JSON.stringify(names.map(nameJson), null, '\t'));
	else {
		const rows = names.map(({name, holders, network, shadowed}) => [
			name,
			addressesOf(holders).join(' '),
			namesOf(holders).join(', '),
			network.name,
			shadowed.map(each => `${namesOf(each.holders).join(', ')} on ${each.network.name}`).join('; '),
		]);
		const columns = ['name', 'leads to', 'owners', 'network', 'hides'];
		print(
			sectionsText([{title: 'Names (predicted)', columns, rows, empty: 'the engine answers no names there'}], context),
		);
	}

	return 0;
}

function nameJson({name, network, holders, shadowed}: EffectiveName): object {
	return {
		name,
		network: network.name,
		addresses: addressesOf(holders),
		owners: namesOf(holders),
		hidden: shadowed.map(each => ({network: each.network.name, owners: namesOf(each.holders)})),
	};
}
