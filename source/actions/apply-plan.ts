import type {Snapshot} from '../core/model/snapshot.js';
import {invert} from '../core/plan/invert.js';
import {commandLine} from '../core/plan/shell.js';
import type {Plan, Step, StepOutcome} from '../core/plan/step.js';
import type {Engine} from '../engine/engine.js';
import {asEngineError, EngineError} from '../engine/errors.js';
import {UserError} from '../errors.js';

export type StepState = 'running' | 'done' | 'failed' | 'skipped';

export type ApplyOptions = {
	readonly readOnly: boolean;
	readonly signal: AbortSignal;
	/** The picture before the plan: undo restores what it shows. */
	readonly snapshot: Snapshot;
	/** `message`: why it failed or was skipped, or the engine's warnings. */
	readonly onProgress?: (index: number, state: StepState, message?: string) => void;
};

export type Applied = {
	/** Of the steps that were done, in order. */
	readonly outcomes: readonly StepOutcome[];
	/** Why it stopped before the end. */
	readonly failure?: EngineError;
	/** What was done and what was not, for a person. */
	readonly message: string;
	/** What takes back that which was done, as far as that can be. */
	readonly undo?: Plan;
	/** What cannot be taken back, and why. */
	readonly undoNote?: string;
};

/** Applies the steps in order and stops at the first that fails. Rejects, with nothing done, only under `readOnly`. */
export async function applyPlan(
	plan: Plan,
	engine: Engine,
	{readOnly, signal, snapshot, onProgress = () => {}}: ApplyOptions,
): Promise<Applied> {
	if (readOnly) {
		throw new UserError(`“${plan.title}” changes the engine, which --read-only forbids.`, 4, [
			'Start docknet without --read-only to change something.',
		]);
	}
	const outcomes: StepOutcome[] = [];
	let failure: EngineError | undefined;
	for (const [index, step] of plan.steps.entries()) {
		if (failure) {
			onProgress(index, 'skipped', 'an earlier step failed');
			continue;
		}
		onProgress(index, 'running');
		let begun = false;
		try {
			if (signal.aborted) throw new EngineError('cancelled', 'Cancelled.');
			begun = true;
			const outcome = await engine.apply(step, signal);
			outcomes.push(outcome);
			onProgress(index, 'done', outcome.warnings.join(' ') || undefined);
		} catch (error) {
			failure = asEngineError(error);
			const nevertheless =
				begun && isUnsure(failure) ? ' The engine may have done it nevertheless: look at the list.' : '';
			onProgress(index, 'failed', `${failure.message}${nevertheless}`);
		}
	}
	const message = summary(plan.steps, outcomes.length, failure);
	return {outcomes, failure, message, ...undoOf(plan, outcomes, snapshot)};
}

/** The engine may have been at work when the answer was given up. */
function isUnsure({kind}: EngineError): boolean {
	return kind === 'cancelled' || kind === 'timeout';
}

function summary(steps: readonly Step[], doneCount: number, failure: EngineError | undefined): string {
	const commands = (part: readonly Step[]) => part.map(commandLine).join('; ');
	if (!failure) return `Done: ${commands(steps)}`;
	return [
		`Failed${isUnsure(failure) ? ', but may have been done nevertheless' : ''}: ${commands(steps.slice(doneCount, doneCount + 1))}`,
		`because: ${failure.message}`,
		...(doneCount > 0 ? [`Done before: ${commands(steps.slice(0, doneCount))}`] : []),
		...(steps.length > doneCount + 1 ? [`Not tried: ${commands(steps.slice(doneCount + 1))}`] : []),
	].join('\n');
}

function undoOf(plan: Plan, outcomes: readonly StepOutcome[], before: Snapshot): Pick<Applied, 'undo' | 'undoNote'> {
	const steps: Step[] = [];
	const notes: string[] = [];
	for (const [index, outcome] of outcomes.entries()) {
		const inverse = invert(plan.steps[index]!, before, outcome);
		if ('impossible' in inverse) notes.push(inverse.impossible);
		else steps.unshift(inverse);
	}
	return {
		...(steps.length > 0 && {undo: {title: `Undo: ${plan.title}`, steps, effects: []}}),
		...(notes.length > 0 && {undoNote: notes.join(' ')}),
	};
}
