import {checkNames} from '../actions/check-names.js';
import {askerOf} from '../actions/vantages.js';
import type {NameCheck} from '../core/model/observation.js';
import {emptySnapshot} from '../core/model/snapshot.js';
import {addressesOf, checkText, countText} from '../core/names/check.js';
import type {Holder} from '../core/names/names-of-network.js';
import {type EffectiveName, effectiveNames, type NetworkAnswer, writtenNames} from '../core/names/resolve.js';
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
	const written = writtenNames(container, snapshot);
	const isWritten = (name: string) => written.some(each => each.name === name);
	const all = effectiveNames(container, snapshot);
	const names = all.filter(({name}) => !isWritten(name));
	const hidden = all.filter(({name}) => isWritten(name));
	const run = flags.check ? {...(await vantageChoice(context)), asker: askerOf(container)} : undefined;
	const checks = run && (await checkNames(names, run));
	if (flags.json)
		print(
			JSON.stringify(
				[
					...written.map(each => writtenJson(each, hidden)),
					...names.map((name, index) => nameJson(name, checks?.[index])),
				],
				null,
				'\t',
			),
		);
	else {
		const fromHosts = written.map(({name, addresses}) => [
			name,
			addresses.join(' '),
			'',
			'/etc/hosts',
			hiddenText(hidden.filter(each => each.name === name)),
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

type Written = ReturnType<typeof writtenNames>[number];

function writtenJson({name, addresses}: Written, hidden: readonly EffectiveName[]): object {
	const others = hiddenJson(hidden.filter(each => each.name === name));
	return {name, network: null, addresses, owners: [], hidden: others, check: null};
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
