import {type ProbeRun, runProbe} from '../actions/run-probe.js';
import {probes} from '../core/probes/all.js';
import type {Answer, Probe, ProbeOutcome, Question} from '../core/probes/probe.js';
import type {InputOf, Probed, ProbeKind, Round} from '../core/probes/probed.js';
import {probedJson} from '../core/probes/probed-json.js';
import {roundOf} from '../core/probes/round.js';
import {saysNothing, seriesOf} from '../core/probes/series.js';
import {milliseconds} from '../core/text/formats.js';
import {safe} from '../core/text/safe.js';
import {type ExitCode, UserError} from '../errors.js';
import {createBell} from '../store/bell.js';
import {askers, readAsker} from './asker.js';
import type {Command, CommandContext, Flag, FlagValues} from './command.js';
import {sectionsText} from './text-table.js';
import {vantageChoice, vantageFlags} from './vantage-flags.js';

type Words<Kind extends ProbeKind> = {
	readonly kind: Kind;
	readonly summary: string;
	/** What follows FROM: `NAME`; undefined: nothing. */
	readonly target?: string;
	readonly flags?: Readonly<Record<string, Flag>>;
	readonly input?: (flags: FlagValues) => Omit<InputOf<Kind>, 'from' | 'target'>;
	/** The figures say more than the message. */
	readonly showsTables?: true;
	/** `--count` repeats the probe, once a second. */
	readonly repeats?: true;
	/** What is printed while it runs. */
	readonly live?: (print: (text: string) => void) => (probed: Probed) => void;
};

const repeatFlag = {
	count: {type: 'number', value: 'N', summary: 'How many times, once a second (default: 1)'},
} as const satisfies Readonly<Record<string, Flag>>;
const mostRounds = 1000;
const intervalMs = 1000;
const longestCommand = 240;

/**
 * A probe as a command: `docknet KIND FROM [TARGET]`. Exit code 1 for all but `ok`. `--json`: one object, see probedJson; with
 * `--count` its `result` is `ok` only if that of every round was.
 */
export function probeCommand<Kind extends ProbeKind>(words: Words<Kind>): Command {
	const {kind, target, summary, repeats} = words;
	const usage = target ? `FROM ${target}` : 'FROM';
	return {
		name: kind,
		summary,
		usage,
		changesEngine: false,
		flags: {...(repeats && repeatFlag), ...words.flags, ...vantageFlags},
		run: async context => {
			const [from, to, surplus] = context.arguments;
			if (from === undefined || (to === undefined) !== (target === undefined) || surplus !== undefined) {
				throw new UserError(
					`${kind} takes ${target ? 'two arguments' : 'one argument'}: docknet ${kind} ${usage}, FROM is ${askers}`,
				);
			}
			return run(words, from, to ?? '', context);
		},
	};
}

async function run<Kind extends ProbeKind>(
	{kind, input, live, repeats, showsTables}: Words<Kind>,
	from: string,
	target: string,
	context: CommandContext,
): Promise<ExitCode> {
	const {flags, now, print, signal} = context;
	const count = repeats ? Number(flags.count ?? 1) : 1;
	if (!Number.isInteger(count) || count < 1 || count > mostRounds) {
		throw new UserError(`--count ${count}: give 1 to ${mostRounds}`);
	}
	const asked = {...input?.(flags), target} as unknown as Omit<InputOf<Kind>, 'from'>;
	const {timeoutMs, ...allowed} = await vantageChoice(context);
	const choice: ProbeRun = {
		...allowed,
		// Probes that divide their time among addresses are told, the others are cut short.
		...(timeoutMs !== undefined && !('timeoutSeconds' in asked) && {timeoutMs}),
		asker: await readAsker(context, from),
		...(live && !flags.json && {onProgress: live(print)}),
	};
	const rounds: Round[] = [];
	let last: Probed;
	const bell = createBell();
	do {
		if (rounds.length > 0) await bell.sleep(Math.max(0, rounds.at(-1)!.at + intervalMs - now()), signal);
		last = (await runProbe(kind, asked, choice)) as Probed;
		rounds.push(roundOf(last)!);
		if (!flags.json && count > 1) print(safe(last.result!.message));
	} while (rounds.length < count && !saysNothing(last.result!.result));

	// One round that failed is what the whole is called.
	const {result} = rounds.find(round => round.result !== 'ok') ?? rounds[0]!;
	if (!flags.json && count > 1) print(summaryOf(rounds));
	tellProbed({...last, ...(count > 1 && {rounds})}, context, {result, showsTables});
	return result === 'ok' ? 0 : 1;
}

/** A probe that has a result, with all that is known of it. `result`: what the whole is called, where it had several rounds. */
export function tellProbed(
	probed: Probed,
	context: CommandContext,
	{result = probed.result!.result, showsTables}: {result?: ProbeOutcome; showsTables?: boolean} = {},
): void {
	const {flags, print} = context;
	if (flags.json) {
		print(JSON.stringify({...probedJson(probed), result}, null, '\t'));
		return;
	}
	if (!probed.rounds) print(safe(probed.result!.message));
	if (showsTables) {
		const {tables} = probes[probed.kind] as unknown as Probe<Question, Answer>;
		print(sectionsText(tables(probed.result!), context));
	}
	if (probed.command !== undefined) print(`ran: ${shortened(probed.command)}`);
}

/** Scripts would bury the answer. */
function shortened(command: string): string {
	return command.length > longestCommand ? `${command.slice(0, longestCommand)}… (in full with --json)` : command;
}

function summaryOf(rounds: readonly Round[]): string {
	const {sent, received, min, average, p95, max} = seriesOf(rounds);
	const times = [min, average, p95, max].map(milliseconds).join('/');
	return `${received} of ${sent} rounds answered, ${times} ms (min/average/p95/max)`;
}
