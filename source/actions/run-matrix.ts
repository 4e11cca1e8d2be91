import type {Container} from '../core/model/container.js';
import {probes} from '../core/probes/all.js';
import {
	cellsOf,
	type Matrix,
	type MatrixKind,
	type Member,
	mostMembers,
	type Observed,
	observedBy,
	withAnswer,
} from '../core/probes/matrix.js';
import {openPorts} from '../core/probes/matrix-ports.js';
import type {Answer, Probe, Question} from '../core/probes/probe.js';
import {safe} from '../core/text/safe.js';
import {EngineError} from '../engine/errors.js';
import {UserError} from '../errors.js';
import {asMany} from './in-batches.js';
import {type ProbeRun, runProbe} from './run-probe.js';
import {askerOf} from './vantages.js';

export type MatrixRun = Omit<ProbeRun, 'asker' | 'onProgress'> & {
	readonly kind: MatrixKind;
	readonly containers: readonly Container[];
	/** Whose addresses are asked for; undefined: any that both have in common, else any. */
	readonly network?: {readonly id: string; readonly name: string};
	/** At the start, after each answer, and at the end. */
	readonly onProgress?: (matrix: Matrix) => void;
};

/** Programs that run at a time, on the whole engine; each asks up to 8 others at once. */
const atOnce = 8;

const ofOneContainer: readonly EngineError['kind'][] = ['missing', 'conflict', 'denied', 'invalid', 'unsupported'];

/**
 * Asks every member about each other. What cannot be asked is an answer. Rejects with UserError where there are too few or too
 * many members, with EngineError when the engine fails or the signal ends it: what is under way is then given up.
 */
export async function runMatrix({kind, containers, network, onProgress, ...run}: MatrixRun): Promise<Matrix> {
	const {length} = containers;
	if (length < 2) throw new UserError('A matrix needs at least two containers that run.', 1);
	if (length > mostMembers) {
		throw new UserError(
			`A matrix of ${length} containers would be ${length * (length - 1)} questions: mark at most ${mostMembers} of them, or choose a smaller network.`,
		);
	}

	const abort = new AbortController();
	const signal = AbortSignal.any([run.signal, abort.signal]);
	const asking = {...asMany(run, atOnce), signal};
	let matrix: Matrix = {
		kind,
		...(network && {network: network.name}),
		members: containers.map(container => ({container})),
		cells: [],
		startedAt: run.now(),
	};
	const report = (news: Partial<Matrix>) => {
		matrix = {...matrix, ...news};
		onProgress?.(matrix);
	};

	report({});
	try {
		const members =
			kind === 'tcp' ? await Promise.all(containers.map(each => withPorts(each, asking))) : matrix.members;
		report({members, cells: cellsOf(kind, members, network?.id)});
		const questions = matrix.cells.flatMap(({from, asks}, index) =>
			asks.filter(({observed}) => !observed).map(({target}) => ({index, from, target})),
		);
		await Promise.all(
			questions.map(async ({index, from, target}) => {
				const observed = await ask(kind, from, target, asking);
				report(withAnswer(matrix, index, target, observed));
			}),
		);
	} catch (error) {
		abort.abort();
		throw error;
	} finally {
		report({finishedAt: run.now()});
	}

	return matrix;
}

type Asking = Omit<ProbeRun, 'asker' | 'onProgress'>;

async function withPorts(container: Container, run: Asking): Promise<Member> {
	const read = runProbe('listeners', {target: ''}, {...run, asker: askerOf(container)});
	const {result} = await read.catch(error => ({result: {...probes.listeners.nothing, ...refusal(error)}}));
	return {container, ports: openPorts(container, result!)};
}

async function ask(kind: MatrixKind, from: Container, target: string, run: Asking): Promise<Observed> {
	const input = kind === 'ping' ? {target, count: 1} : {target};
	const probe = probes[kind] as unknown as Probe<Question, Answer>;
	return runProbe(kind, input as {target: string; count: number}, {...run, asker: askerOf(from)}).then(
		probed => observedBy(probed, probed.result && probe.latency?.(probed.result)),
		refusal,
	);
}

/** An engine that has an answer, but no good one, for one container: the rest of the matrix goes on. */
function refusal(error: unknown): Answer {
	if (!(error instanceof EngineError && ofOneContainer.includes(error.kind))) throw error;
	return {result: 'not-permitted', message: safe(error.message)};
}
