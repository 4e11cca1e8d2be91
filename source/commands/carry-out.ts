import {applyPlan} from '../actions/apply-plan.js';
import type {Snapshot} from '../core/model/snapshot.js';
import type {DraftProblem} from '../core/plan/problem.js';
import {commandLine, commandLines} from '../core/plan/shell.js';
import type {Plan} from '../core/plan/step.js';
import {safe} from '../core/text/safe.js';
import {type ExitCode, UserError} from '../errors.js';
import type {CommandContext, Flag} from './command.js';
import {exitCodeOf} from './exit-code.js';

/** Of every command that changes the engine. */
export const changeFlags = {
	dryRun: {type: 'boolean', summary: 'Print the docker commands, change nothing'},
	yes: {type: 'boolean', shortFlag: 'y', summary: 'Do not ask'},
} as const satisfies Readonly<Record<string, Flag>>;

/** Ends the command where something is wrong with what was asked for; warnings are only said. */
export function refuseProblems(problems: readonly DraftProblem[], note: (text: string) => void): void {
	const bad = problems.filter(({tone}) => tone === 'bad');
	if (bad[0]) throw new UserError(bad.map(({text}) => text).join('\n'));
	for (const {text} of problems) note(`warning: ${text}`);
}

/** Previews, asks, applies, tells: the same for every change. */
export async function carryOut(context: CommandContext, plan: Plan, snapshot: Snapshot): Promise<ExitCode> {
	const {engine, flags, print, note, readOnly, signal} = context;
	const effects = plan.effects.map(({tone, text}) => ({tone, text}));
	const tell = (more: object) => {
		if (flags.json)
			print(JSON.stringify({title: plan.title, commands: plan.steps.map(commandLine), effects, ...more}, null, '\t'));
	};

	for (const {tone, text} of effects) note(`${tone === 'info' ? '' : 'warning: '}${text}`);
	if (flags.dryRun || plan.steps.length === 0) {
		if (!flags.json) for (const line of commandLines(plan.steps)) print(line);
		tell({applied: false});
		return 0;
	}

	if (!flags.yes) {
		for (const line of commandLines(plan.steps)) note(`  ${line}`);
		if (!(await context.confirm(`${plan.title}?`))) {
			note('nothing was changed');
			tell({applied: false});
			return 1;
		}
	}

	const {outcomes, failure, message} = await applyPlan(plan, engine, {readOnly, signal, snapshot});
	for (const warning of outcomes.flatMap(({warnings}) => warnings)) note(`warning: ${warning}`);
	tell({applied: !failure, outcomes, problem: failure?.message ?? null});
	note(message);
	if (failure) return exitCodeOf(failure);
	if (!flags.json) for (const {created} of outcomes) if (created) print(safe(created));
	return 0;
}
