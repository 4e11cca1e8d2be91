import {expect, test} from 'vitest';
import {applyPlan, type StepState} from '../../source/actions/apply-plan.js';
import {emptySnapshot} from '../../source/core/model/snapshot.js';
import {type Plan, plainEndpoint, type Step, type StepOutcome} from '../../source/core/plan/step.js';
import type {Engine} from '../../source/engine/engine.js';
import {EngineError} from '../../source/engine/errors.js';
import {UserError} from '../../source/errors.js';
import {reduce} from '../../source/store/reduce.js';
import {createFakeEngine} from '../store/fake-engine.js';
import {someContainer, someEndpoint, someNetwork} from '../store/objects.js';

const names = {host: 'h', container: 'a', containerName: 'web'};
const connect: Step = {...names, type: 'connect', network: 'back', networkName: 'back', endpoint: plainEndpoint};
const disconnect: Step = {...names, type: 'disconnect', network: 'front', networkName: 'front', force: false};
const remove: Step = {host: 'h', type: 'remove-network', network: 'front', networkName: 'front'};
const removeContainer: Step = {...names, type: 'remove-container'};

const before = (
	[
		{type: 'networks', host: 'h', networks: [someNetwork('front'), someNetwork('back')]},
		{
			type: 'container',
			container: someContainer('a', {
				name: 'web',
				detailed: true,
				endpoints: [someEndpoint('front', {aliases: ['shop']})],
			}),
		},
	] as const
).reduce(reduce, emptySnapshot);

function planOf(...steps: readonly Step[]): Plan {
	return {title: 'Move web', steps, effects: []};
}

function engineThat(apply: (step: Step) => StepOutcome): {readonly engine: Engine; readonly applied: string[]} {
	const applied: string[] = [];
	const engine: Engine = {
		...createFakeEngine().engine,
		async apply(step) {
			const outcome = apply(step);
			applied.push(step.type);
			return outcome;
		},
	};
	return {engine, applied};
}

async function run(plan: Plan, engine: Engine, options: {readOnly?: boolean; signal?: AbortSignal} = {}) {
	const progress: [number, StepState, string?][] = [];
	const done = await applyPlan(plan, engine, {
		readOnly: false,
		signal: new AbortController().signal,
		snapshot: before,
		onProgress: (index, state, message) => progress.push(message ? [index, state, message] : [index, state]),
		...options,
	});
	return {done, progress};
}

test('steps in order, and what takes them back, last first', async () => {
	const {engine, applied} = engineThat(() => ({warnings: []}));
	const {done, progress} = await run(planOf(connect, disconnect), engine);
	expect(applied).toEqual(['connect', 'disconnect']);
	expect(progress).toEqual([
		[0, 'running'],
		[0, 'done'],
		[1, 'running'],
		[1, 'done'],
	]);
	expect(done.failure).toBeUndefined();
	expect(done.undo!.title).toBe('Undo: Move web');
	expect(done.undo!.steps).toMatchObject([
		{type: 'connect', networkName: 'front', endpoint: {aliases: ['shop']}},
		{type: 'disconnect', network: 'back'},
	]);
	expect(done.undoNote).toBeUndefined();
});

test('stops at the first failure and tells what was done and what was not', async () => {
	const {engine, applied} = engineThat(step => {
		if (step.type === 'disconnect') throw new EngineError('conflict', 'It is in use.');
		return {warnings: []};
	});
	const {done, progress} = await run(planOf(connect, disconnect, remove), engine);
	expect(applied).toEqual(['connect']);
	expect(progress.slice(-3)).toEqual([
		[1, 'running'],
		[1, 'failed', 'It is in use.'],
		[2, 'skipped', 'an earlier step failed'],
	]);
	expect(done.failure?.kind).toBe('conflict');
	expect(done.message.split('\n')).toEqual([
		'Failed: docker network disconnect front web',
		'because: It is in use.',
		'Done before: docker network connect back web',
		'Not tried: docker network rm front',
	]);
	expect(done.undo!.steps).toMatchObject([{type: 'disconnect', network: 'back'}]);
});

test('says what cannot be taken back', async () => {
	const {engine} = engineThat(() => ({warnings: []}));
	const {done} = await run(planOf(removeContainer), engine);
	expect(done.undo).toBeUndefined();
	expect(done.undoNote).toContain('web');
});

test('the warnings of the engine are passed on', async () => {
	const {engine} = engineThat(() => ({warnings: ['one', 'two']}));
	const {done, progress} = await run(planOf(connect), engine);
	expect(progress.at(-1)).toEqual([0, 'done', 'one two']);
	expect(done.outcomes).toEqual([{warnings: ['one', 'two']}]);
});

test('what was cancelled between two steps is not begun', async () => {
	const stopping = new AbortController();
	const {engine, applied} = engineThat(() => {
		stopping.abort();
		return {warnings: []};
	});
	const {done} = await run(planOf(connect, disconnect), engine, {signal: stopping.signal});
	expect(applied).toEqual(['connect']);
	expect(done.failure?.kind).toBe('cancelled');
});

test('an answer that was not waited for leaves doubt, and says so', async () => {
	const {engine} = engineThat(() => {
		throw new EngineError('timeout', 'No answer.');
	});
	const {done, progress} = await run(planOf(connect), engine);
	expect(progress.at(-1)?.[2]).toContain('The engine may have done it nevertheless');
	expect(done.message).toMatch(/^Failed, but may have been done nevertheless: docker network connect/);
});

test('read-only: refused with nothing done', async () => {
	const {engine, applied} = engineThat(() => ({warnings: []}));
	const refusal = await run(planOf(connect), engine, {readOnly: true}).catch((error: unknown) => error);
	expect(refusal).toBeInstanceOf(UserError);
	expect(refusal).toMatchObject({exitCode: 4, message: expect.stringContaining('--read-only')});
	expect(applied).toEqual([]);
});

test('a bug is thrown on', async () => {
	const {engine} = engineThat(() => {
		throw new TypeError('bug');
	});
	await expect(run(planOf(connect), engine)).rejects.toThrow(TypeError);
});
