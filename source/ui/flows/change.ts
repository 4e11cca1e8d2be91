import {applyPlan} from '../../actions/apply-plan.js';
import {messageOf} from '../../actions/message-of.js';
import {keyOf} from '../../core/model/reference.js';
import {effectsOf} from '../../core/plan/effects.js';
import type {Plan} from '../../core/plan/step.js';
import type {Explorer} from '../explorer.js';
import type {Form, FormContext} from '../forms/form.js';
import type {Overlay, StepState} from '../overlay.js';
import {topOverlay} from '../state.js';

/** Lines of a body that holds every form whole. */
const roomyRows = 30;

type PlanOverlay = Extract<Overlay, {kind: 'plan'}>;

/** Why nothing can be changed now: for a binding's `disabled`. */
export function cannotChange(explorer: Explorer): string | undefined {
	const {host} = explorer.source.engine;
	const connection = explorer.source.store.get().connections.get(host);
	if (connection?.state === 'stale') return `the engine does not answer now: ${connection.failure.message}`;
	return explorer.state.frozen ? 'the picture is frozen: z thaws it' : undefined;
}

/** Opens a form; what it needs from outside comes in when it is there. */
export function openForm(explorer: Explorer, form: Form): void {
	const {engine, store} = explorer.source;
	const context: FormContext = {snapshot: store.get(), host: engine.host, images: undefined};
	const values = form.initial(context);
	// Where there is room, nothing is hidden.
	const advanced = explorer.screen.body >= roomyRows;
	const field = form.fields(values, context).find(({disabled}) => !disabled)?.id ?? '';
	explorer.send({
		type: 'open',
		overlay: {kind: 'form', form, context, values, field, advanced, insisted: false, visited: new Set()},
	});
	engine.images(AbortSignal.timeout(10_000)).then(
		images => {
			const top = topOverlay(explorer.state);
			if (top?.kind === 'form' && top.form === form)
				explorer.send({type: 'overlay', overlay: {...top, context: {...top.context, images}}});
		},
		// Without the list an image's name can still be typed.
		() => undefined,
	);
}

/** Shows what would be done, as commands with their effects; nothing is done before a yes. */
export function preview(explorer: Explorer, plan: Plan, follows: Pick<PlanOverlay, 'after' | 'undone'> = {}): void {
	if (plan.steps.length === 0) {
		explorer.say(plan.effects[0]?.text ?? 'there is nothing to change', 'plain');
		return;
	}

	const steps = plan.steps.map((): StepState => ({state: 'waiting'}));
	explorer.send({
		type: 'open',
		overlay: {
			kind: 'plan',
			plan,
			phase: 'preview',
			steps,
			startedAt: undefined,
			top: 0,
			problem: undefined,
			...follows,
		},
	});
}

/** Runs the previewed plan; the overlay follows, closes on success and stays on trouble. */
export async function carryOut(explorer: Explorer, overlay: PlanOverlay): Promise<void> {
	const {plan} = overlay;
	const abort = new AbortController();
	explorer.tasks.set('plan', abort);
	let current: PlanOverlay = {...overlay, phase: 'running', startedAt: explorer.options.now()};
	const show = (change: Partial<PlanOverlay>) => {
		current = {...current, ...change};
		const top = topOverlay(explorer.state);
		if (top?.kind === 'plan' && top.plan === plan) explorer.send({type: 'overlay', overlay: current});
	};

	show({});
	try {
		const done = await applyPlan(plan, explorer.source.engine, {
			readOnly: explorer.options.readOnly,
			signal: abort.signal,
			snapshot: explorer.source.store.get(),
			onProgress(index, state, message) {
				show({steps: current.steps.map((step, at) => (at === index ? {state, message} : step))});
			},
		});
		const made = plan.steps.findIndex(({type}) => type === 'create-network');
		const created = done.outcomes[made]?.created;
		if (created) explorer.awaitRow(keyOf({host: plan.steps[made]!.host, id: created}));
		if (explorer.state.undo.at(-1)?.plan.steps === plan.steps) {
			// One that failed can be tried again.
			if (!done.failure) explorer.send({type: 'undone'});
		} else if (done.undo) explorer.send({type: 'undoable', undo: {plan: done.undo, undone: overlay.undone}});
		if (!done.failure) overlay.after?.(done.undo !== undefined);
		const warnings = done.outcomes.flatMap(({warnings: each}) => each);
		if (done.failure)
			show({phase: done.failure.kind === 'cancelled' ? 'cancelled' : 'failed', problem: done.failure.message});
		else if (warnings.length > 0) show({phase: 'done', problem: `The engine warns: ${warnings.join('; ')}`});
		else {
			explorer.send(
				{type: 'close-all'},
				{type: 'unmark'},
				{
					type: 'say',
					tone: 'good',
					text: `done: ${plan.title}${done.undo ? ' — u undoes it' : done.undoNote ? ` — cannot be undone: ${done.undoNote}` : ''}`,
				},
			);
		}
	} catch (error) {
		show({phase: 'failed', problem: messageOf(error)});
	} finally {
		explorer.tasks.delete('plan');
	}
}

/** Previews the opposite of the last change. */
export function undo(explorer: Explorer): void {
	const last = explorer.state.undo.at(-1);
	if (!last) return;
	const {plan, undone} = last;
	preview(explorer, {...plan, effects: effectsOf(plan.steps, explorer.source.store.get())}, {after: undone});
}
