import {runMatrix} from '../actions/run-matrix.js';
import type {Network} from '../core/model/network.js';
import type {Snapshot} from '../core/model/snapshot.js';
import {membersOf} from '../core/names/members.js';
import {isMatrixKind, type Matrix, type MatrixKind, matrixKinds, summaryOf} from '../core/probes/matrix.js';
import {summaryText, tableLines, troublesOf} from '../core/probes/matrix-text.js';
import {ascii, unicode} from '../core/text/glyphs.js';
import {safe} from '../core/text/safe.js';
import {UserError} from '../errors.js';
import type {Command, CommandContext} from './command.js';
import {findNetwork} from './find.js';
import {text} from './flag-values.js';
import {readLists} from './picture.js';
import {vantageChoice, vantageFlags} from './vantage-flags.js';

/**
 * Exit code 1 when a pair fails. `--json`: `{network, by, members: [{name, id, ports: number[] | null, note: string | null}],
 * pairs: [{from, to, target: string | null, result: string | null, message, vantage, tool, command, ms, predicted}], ok,
 * failed, startedAt, durationMs}`; by tcp each port is a pair of its own; `result` is null where there was nothing to ask. With
 * `--all` an array of these.
 */
export const matrix: Command = {
	name: 'matrix',
	summary: 'Ask all containers of a network about each other',
	usage: 'NETWORK|--all',
	changesEngine: false,
	flags: {
		by: {
			type: 'string',
			value: 'KIND',
			summary: 'ping (default), tcp (listening ports) or dns',
		},
		all: {type: 'boolean', summary: 'Network by network, all but the built-in ones'},
		...vantageFlags,
	},
	async run(context) {
		const {flags, print, note} = context;
		const by = text(flags, 'by') ?? 'ping';
		if (!isMatrixKind(by)) throw new UserError(`--by ${by}: give one of ${matrixKinds.join(', ')}`);
		const snapshot = await readLists(context);
		const done: Matrix[] = [];
		for (const network of networksFor(context, snapshot)) {
			const matrix = await ask(by, network, snapshot, context);
			if (!matrix) continue;
			done.push(matrix);
			if (!flags.json) tell(matrix, context);
		}

		if (flags.json) print(JSON.stringify(flags.all ? done.map(jsonOf) : jsonOf(done[0]!), null, '\t'));
		if (done.length === 0) note('no network has two containers that run: there is nothing to ask');
		return done.some(each => summaryOf(each).failed > 0) ? 1 : 0;
	},
};

function networksFor({arguments: given, flags}: CommandContext, {networks}: Snapshot): readonly Network[] {
	const [name, surplus] = given;
	if (surplus !== undefined || (name === undefined) !== (flags.all === true)) {
		throw new UserError('matrix takes one network, or --all: docknet matrix NETWORK');
	}

	return name === undefined
		? [...networks.values()].filter(({builtIn}) => !builtIn)
		: [findNetwork(networks.values(), name)];
}

/** Undefined where a network among all has too few members. */
async function ask(
	kind: MatrixKind,
	network: Network,
	snapshot: Snapshot,
	context: CommandContext,
): Promise<Matrix | undefined> {
	const {flags, note, progress} = context;
	const {members, others} = membersOf(network, snapshot);
	if (flags.all && members.length < 2) return undefined;
	if (others.length > 0) {
		note(`not on it now: ${others.map(({name, state}) => `${name} (${state})`).join(', ')}`);
	}

	// The question must stay on its line.
	let silent = false;
	const confirm = async (question: string) => {
		progress?.('');
		silent = true;
		return context.confirm(question).finally(() => {
			silent = false;
		});
	};
	const choice = await vantageChoice({...context, confirm});
	try {
		return await runMatrix({
			...choice,
			kind,
			containers: members,
			network,
			onProgress(matrix) {
				const {done, total, failed} = summaryOf(matrix);
				if (!silent) progress?.(`${network.name} by ${kind}: ${done} of ${total}, ${failed} failed`);
			},
		});
	} finally {
		progress?.('');
	}
}

function tell(matrix: Matrix, {print, note, columns = Number.POSITIVE_INFINITY, ascii: plain}: CommandContext): void {
	const {kind, network, members} = matrix;
	print(`${safe(network ?? '')} by ${kind}, from the left to the top: ${summaryText(matrix)}`);
	const lines = tableLines(matrix, columns, plain ? ascii : unicode);
	if (lines) print(lines.join('\n'));
	else note(`${members.length} containers are too many for a table of ${columns} columns: a file or --json has room`);
	for (const {container, ports} of members) {
		if (ports?.note) note(`${container.name}: ${ports.note}`);
	}

	for (const message of troublesOf(matrix)) print(safe(message));
}

function jsonOf(matrix: Matrix): object {
	const {kind, network, members, cells, startedAt, finishedAt = startedAt} = matrix;
	const {ok, failed} = summaryOf(matrix);
	return {
		network,
		by: kind,
		members: members.map(({container: {name, id}, ports}) => ({
			name,
			id,
			ports: ports?.ports ?? null,
			note: ports?.note ?? null,
		})),
		pairs: cells.flatMap(({from, to, asks}) =>
			asks.map(({target, observed, predicted}) => ({
				from: from.name,
				to: to.name,
				target: target === '' ? null : target,
				result: observed?.result ?? null,
				message: observed?.message ?? null,
				vantage: observed?.vantage?.kind ?? null,
				tool: observed?.tool ?? null,
				command: observed?.command ?? null,
				ms: observed?.ms ?? null,
				predicted: predicted ?? null,
			})),
		),
		ok,
		failed,
		startedAt: new Date(startedAt).toISOString(),
		durationMs: finishedAt - startedAt,
	};
}
