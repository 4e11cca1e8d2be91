import type {Change} from '../../core/model/change.js';
import type {Failure} from '../../core/model/failure.js';
import type {Step, StepOutcome} from '../../core/plan/step.js';
import type {Engine} from '../engine.js';
import {EngineError} from '../errors.js';
import {apply} from './apply.js';
import {batchOf, containerChange, createAudience} from './audience.js';
import {build} from './build.js';
import {sampleOf} from './counters.js';
import {readFile} from './files.js';
import {inspect} from './inspect.js';
import {openShell} from './interactive.js';
import {lifeInterval, live} from './life.js';
import {type Action, act} from './lifecycle.js';
import {createLine} from './line.js';
import {run} from './programs/all.js';
import {play} from './programs/transcript.js';
import {blueprints, type ScenarioName} from './scenarios/all.js';
import {survey} from './survey.js';
import {createThroughput} from './throughput.js';
import {contextOf} from './vantages.js';
import {listView} from './view.js';
import {type Changed, needMachine, type World} from './world.js';

export type SimulatedOptions = {
	readonly scenario: ScenarioName;
	readonly now?: () => number;
	/** The same seed and the same moments give the same answers. */
	readonly seed?: number;
	/** How long an answer takes; 0: at once, and programs print all that they have to say at once too. */
	readonly latencyMs?: number;
	/** False: nothing happens by itself. */
	readonly life?: boolean;
};

/** What tests do to the engine behind its clients' backs. */
export type Control = {
	/** The engine does not answer any more and its streams break. */
	readonly goAway: (failure?: Failure) => void;
	readonly comeBack: () => void;
	/** The engine hangs: no call is answered until thawed. */
	readonly freeze: () => void;
	readonly thaw: () => void;
	/** A step as if by someone else. */
	readonly emit: (step: Step) => StepOutcome;
	/** Starts, stops, renames … a container, by name or id. */
	readonly act: (container: string, action: Action) => void;
};

const gone: Failure = {
	reason: 'refused',
	message: 'The simulated engine refuses the connection.',
	advice: ['Bring it back.'],
};

export function createSimulatedEngine(options: SimulatedOptions): Engine & {readonly control: Control} {
	const {scenario, now = Date.now, seed = 1, latencyMs = 5, life = true} = options;
	const born = now();
	const address = `demo:${scenario}`;
	const line = createLine(latencyMs);
	const audience = createAudience();
	const closing = new AbortController();
	let world = build(blueprints[scenario](), address, seed, born);
	let turn = 0;
	let pulse: NodeJS.Timeout | undefined;

	const commit = (changed: Changed) => {
		world = changed.world;
		if (changed.events.length > 0) audience.tell(batchOf(world, changed.events, now()));
	};

	const catchUp = () => {
		while (life && turn < Math.floor((now() - born) / lifeInterval)) {
			turn++;
			commit(live(world, turn, born + turn * lifeInterval));
		}
	};

	/** Every call goes this way: over the line, to a world that is up to date. */
	const reach = async (signal: AbortSignal): Promise<World> => {
		await line.pass(AbortSignal.any([signal, closing.signal]));
		catchUp();
		return world;
	};

	const perform = (step: Step): StepOutcome => {
		const changed = apply(world, step, now());
		commit(changed);
		return {created: changed.created, warnings: []};
	};

	const throughput = createThroughput(edit => {
		world = edit(world);
	}, latencyMs === 0);

	return {
		host: world.host.id,
		address,
		async list(signal) {
			const {host, networks, machines} = await reach(signal);
			return [
				{type: 'host', host},
				{type: 'networks', host: host.id, networks: [...networks.values()]},
				{
					type: 'containers',
					host: host.id,
					containers: [...machines.values()].map(machine => listView(machine, now())),
				},
			] satisfies Change[];
		},
		async *watch(signal) {
			await reach(signal);
			pulse ??= setInterval(catchUp, 1000);
			try {
				for await (const batch of audience.listen(AbortSignal.any([signal, closing.signal]))) {
					await line.pass(signal);
					yield batch;
				}
			} finally {
				if (audience.size() === 0) {
					clearInterval(pulse);
					pulse = undefined;
				}
			}
		},
		async detail(containers, signal) {
			const current = await reach(signal);
			return containers.map(id => containerChange(current, id, now()));
		},
		async survey(signal) {
			const current = await reach(signal);
			return survey(current, now());
		},
		async sample(containers, signal) {
			const current = await reach(signal);
			return containers
				.map(id => current.machines.get(id))
				.map(machine => machine && sampleOf(current, machine, now()))
				.filter(sample => sample !== undefined);
		},
		async images(signal) {
			return (await reach(signal)).images.map(image => image.name).sort();
		},
		async inspect(reference, signal) {
			return inspect(await reach(signal), reference);
		},
		async readFile(container, path, signal) {
			const current = await reach(signal);
			return new TextEncoder().encode(readFile(current, needMachine(current, container), path));
		},
		async execute(vantage, argv, executeOptions) {
			const signal = AbortSignal.any([executeOptions.signal, closing.signal]);
			await reach(signal);
			const context = contextOf(world, vantage, now());
			const limits = {...executeOptions, signal};
			return throughput(context, argv, limits) ?? play(run(context, argv), limits, latencyMs === 0);
		},
		async apply(step, signal) {
			await reach(signal);
			return perform(step);
		},
		async openShell(container, argv, terminal, shellSignal) {
			const signal = AbortSignal.any([shellSignal, closing.signal]);
			await reach(signal);
			const vantage = {kind: 'tool', host: world.host.id, container} as const;
			return openShell(() => contextOf(world, vantage, now()), argv, terminal, signal, latencyMs === 0);
		},
		async close() {
			closing.abort();
		},
		control: {
			goAway(failure = gone) {
				line.cut(failure);
				audience.fail(new EngineError('unreachable', failure.message, failure));
			},
			comeBack: line.mend,
			freeze: line.freeze,
			thaw: line.thaw,
			emit: perform,
			act(container, action) {
				commit(act(world, needMachine(world, container), action, now()));
			},
		},
	};
}
