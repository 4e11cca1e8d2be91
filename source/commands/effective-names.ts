import {checkNames} from '../actions/check-names.js';
import {askerOf} from '../actions/vantages.js';
import type {NameCheck} from '../core/model/observation.js';
import {emptySnapshot} from '../core/model/snapshot.js';
import {addressesOf, checkText, countText} from '../core/names/check.js';
import type {Holder} from '../core/names/names-of-network.js';
import {namesOfContainer, type WrittenName} from '../core/names/of-container.js';
import type {EffectiveName, NetworkAnswer} from '../core/names/resolve.js';
import {type ExitCode, UserError} from '../errors.js';
import {reduce} from '../store/reduce.js';
import type {CommandContext} from './command.js';
import {findContainer} from './find.js';
import {sectionsText} from './text-table.js';
import {vantageChoice} from './vantage-flags.js';

const namesOf = (holders: readonly Holder[]) => [...new Set(holders.map(({name}) => name))];

/**
 * Every name that resolves in a container: those that the user had written into /etc/hosts (network null), then in the order of
 * its networks. `--json`: `[{name, network, addresses, owners, hidden: [{network, owners}], check: {verdict:
 * agrees|differs|unknown, addresses, message}|null}]`; several owners answer in turn, hidden ones never. With `--check` each of
 * a network is looked up there, and the exit code is 1 unless all agree.
 */
export async function tellNames(context: CommandContext): Promise<ExitCode> {
	const {engine, flags, print, signal} = context;
	const [from, surplus] = context.arguments;
	if (from === undefined || surplus !== undefined)
		throw new UserError('dns --all takes one container: docknet dns FROM --all');
	const snapshot = (await engine.survey(signal)).reduce(reduce, emptySnapshot);
	const container = findContainer(snapshot.containers.values(), from);
	const {written, effective: names} = namesOfContainer(container, snapshot);
	const run = flags.check ? {...(await vantageChoice(context)), asker: askerOf(container)} : undefined;
	const checks = run && (await checkNames(names, run));
	if (flags.json)
		print(
			JSON.stringify(
				[...written.map(writtenJson), ...names.map((name, index) => nameJson(name, checks?.[index]))],
				null,
				'\t',
			),
		);
	else {
		const fromHosts = written.map(({name, addresses, hidden}) => [
			name,
			addresses.join(' '),
			'',
			'/etc/hosts',
			hiddenText(answersOf(hidden)),
			...(checks ? ['not looked up'] : []),
		]);
		const rows = names.map((name, index) => [
			name.name,
			addressesOf(name).join(' '),
			namesOf(name.holders).join(', '),
			name.network.name,
			hiddenText(name.shadowed),
			...(checks ? [checkText(checks[index]!)] : []),
		]);
		const columns = ['name', 'leads to', 'owners', 'network', 'hides', ...(checks ? ['checked'] : [])];
		const title = `Names (predicted${checks ? `, and looked up: ${countText(checks)}` : ''})`;
		print(
			sectionsText(
				[{title, columns, rows: [...fromHosts, ...rows], empty: 'the engine answers no names there'}],
				context,
			),
		);
	}

	return checks?.some(({verdict}) => verdict !== 'agrees') ? 1 : 0;
}

const hiddenText = (answers: readonly NetworkAnswer[]) =>
	answers.map(each => `${namesOf(each.holders).join(', ')} on ${each.network.name}`).join('; ');
const hiddenJson = (answers: readonly NetworkAnswer[]) =>
	answers.map(each => ({network: each.network.name, owners: namesOf(each.holders)}));

const answersOf = (name: EffectiveName | undefined) => (name ? [name, ...name.shadowed] : []);

function writtenJson({name, addresses, hidden}: WrittenName): object {
	return {name, network: null, addresses, owners: [], hidden: hiddenJson(answersOf(hidden)), check: null};
}

function nameJson(effective: EffectiveName, check: NameCheck | undefined): object {
	const {name, network, holders, shadowed} = effective;
	return {
		name,
		network: network.name,
		addresses: addressesOf(effective),
		owners: namesOf(holders),
		hidden: hiddenJson(shadowed),
		check: check ? {verdict: check.verdict, addresses: check.answered, message: check.message} : null,
	};
}
