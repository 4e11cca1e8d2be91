import {conclude, type Observed} from '../core/explain/conclude.js';
import type {Explanation, PathQuestion} from '../core/explain/explanation.js';
import {fixOfRule} from '../core/explain/fix-of-rule.js';
import {pathOf} from '../core/explain/path.js';
import {predict} from '../core/explain/predict.js';
import {type PathTarget, readPathTarget} from '../core/explain/target.js';
import {emptySnapshot, type Snapshot} from '../core/model/snapshot.js';
import {UserError} from '../errors.js';
import {reduce} from '../store/reduce.js';
import {asMany} from './in-batches.js';
import {observePath, observeWayOut} from './observe-path.js';
import {ask, observeBehind, observeTrouble} from './observe-trouble.js';
import {probeTargetOf} from './probe-target.js';
import type {ProbeRun} from './run-probe.js';
import {watchFirewalls} from './watch-firewalls.js';

export type PathRun = ProbeRun & {
	/** Without it nothing runs anywhere: the engine is asked, and that is all. */
	readonly probe: boolean;
	/** What was looked at before, to which the engine's news are added: both ends are not looked at again. */
	readonly known?: Snapshot;
};

const atOnce = 8;

/** From that asker to what was typed (see readPathTarget). Throws UserError. */
export function pathQuestion({asker}: Pick<ProbeRun, 'asker'>, typed: string): PathQuestion {
	const target = readPathTarget(typed);
	if (typeof target === 'string') throw new UserError(target);
	return {from: asker.place, fromName: asker.name, ...target};
}

/** Whether the asker gets there, and why not. Rejects with UserError and EngineError as a probe does. */
export async function explainPath(question: PathQuestion, run: PathRun): Promise<Explanation> {
	return (await explainWithSnapshot(question, run)).explanation;
}

/** The same, with all that was looked at. */
export async function explainWithSnapshot(
	question: PathQuestion,
	run: PathRun,
): Promise<{readonly explanation: Explanation; readonly snapshot: Snapshot}> {
	const looking = asMany(run.via === 'tool' ? withoutHelpers(run) : run, atOnce);
	const survey = async (known: Snapshot) => (await run.engine.survey(run.signal)).reduce(reduce, known);
	const surveyed = await survey(run.known ?? emptySnapshot);
	const snapshot = run.known ? surveyed : await observePath(question, surveyed, looking);
	const prediction = predict(question, snapshot);
	const target = run.probe ? probeTargetOf(pathOf(question, snapshot), run.engine.address) : undefined;
	if (!target || typeof target === 'string') {
		const observed =
			target && prediction.verdict !== 'blocked' ? await observeFor(question, snapshot, looking) : undefined;
		const explanation = withFix(conclude(question, snapshot, prediction, observed), snapshot);
		return {explanation: target ? {...explanation, notMeasured: target} : explanation, snapshot};
	}

	const isBlocked = prediction.verdict === 'blocked';
	const observed = await observe(question, target, snapshot, isBlocked, looking);
	const isContradiction = isBlocked === (observed.probe.result?.result === 'ok');
	const isShut = !isBlocked && observed.fromHost !== undefined && observed.fromHost.result?.result !== 'ok';
	// Something may have changed between looking and probing.
	const now = isContradiction || isShut ? await survey(await observeWayOut(question, snapshot, looking)) : snapshot;
	return {explanation: withFix(conclude(question, now, predict(question, now), observed), now), snapshot: now};
}

/** Whoever wants the container's own tools alone wants no helper for what is looked at besides either. */
function withoutHelpers({image: _image, helperImage: _helperImage, ...run}: PathRun): PathRun {
	return run;
}

/** Where no step knows what to do about the cause, doctor may. */
function withFix(explanation: Explanation, snapshot: Snapshot): Explanation {
	const fix = explanation.fix ?? fixOfRule(explanation, pathOf(explanation.question, snapshot));
	return fix ? {...explanation, fix} : explanation;
}

/** Where nobody outside can be asked: a published port that not even the host gets in behind is closed to all. */
async function observeFor(question: PathQuestion, snapshot: Snapshot, run: ProbeRun): Promise<Observed | undefined> {
	const {fromHost, within} = await observeBehind(pathOf(question, snapshot), run);
	const isClosed = ['timeout', 'unreachable', 'refused'].includes(fromHost?.result?.result ?? '');
	return fromHost && isClosed ? {probe: fromHost, fromHost, ...(within && {within})} : undefined;
}

/** The path itself; where that fails although nothing was predicted to, what tells the causes apart. */
async function observe(
	question: PathQuestion,
	target: PathTarget,
	snapshot: Snapshot,
	isBlocked: boolean,
	run: ProbeRun,
): Promise<Observed> {
	const path = pathOf(question, snapshot);
	const dropsSince = isBlocked ? undefined : await watchFirewalls(path, run);
	const probe = await ask(target, run);
	const outcome = probe.result?.result ?? 'not-permitted';
	if (outcome === 'ok') return {probe, ...(await observeBehind(path, run, {target, probe}))};
	if (!dropsSince || ['tool-missing', 'not-permitted'].includes(outcome)) return {probe};
	const drops = await dropsSince();
	if (drops?.length) return {probe, drops};
	const [trouble, behind] = await Promise.all([
		observeTrouble(path, target, probe, run),
		observeBehind(path, run, {target, probe}),
	]);
	return {probe, ...trouble, ...behind};
}
