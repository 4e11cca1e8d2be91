import {existsSync} from 'node:fs';
import {request} from 'node:http';
import {describe, test} from 'vitest';
import {hold} from './engine-lock.js';

export type LabEngine = {
	readonly name: 'a' | 'b' | 'e26' | 'e28' | 'podman';
	readonly socket: string;
	readonly engine: 'docker' | 'podman';
};

const run = process.env.LAB_RUN ?? '/run/lab';

function answers(socket: string): Promise<boolean> {
	return new Promise(resolve => {
		const call = request({socketPath: socket, path: '/_ping', timeout: 3000}, response => {
			response.resume();
			resolve(response.statusCode === 200);
		});
		call.on('timeout', () => call.destroy());
		call.on('error', () => resolve(false));
		call.end();
	});
}

const names = ['a', 'b', 'e26', 'e28', 'podman'] as const;

/** The lab's engines that answer now; see test/lab/README.md. */
export const labEngines: readonly LabEngine[] = await (async () => {
	const all = names.map(
		(name): LabEngine => ({
			name,
			socket: `${run}/${name}.sock`,
			engine: name === 'podman' ? 'podman' : 'docker',
		}),
	);
	const up = await Promise.all(all.map(engine => existsSync(engine.socket) && answers(engine.socket)));
	return all.filter((_, index) => up[index]);
})();

/** In CI a missing engine is a failure, elsewhere a skip that says so. */
export const requireLab = process.env.CI === 'true';

const how = '(test/lab/up)';
if (requireLab && labEngines.length < names.length) {
	const missing = names.filter(name => !labEngines.some(engine => engine.name === name));
	throw new Error(`the lab's engines ${missing.join(', ')} do not answer ${how}`);
}

/** The engine of that name, for the file or the describe that asks alone; undefined (said once) where it is not up. */
export function labEngine(name: LabEngine['name']): LabEngine | undefined {
	const found = labEngines.find(engine => engine.name === name);
	if (found) hold([name]);
	else console.warn(`skipped: needs the lab's engine '${name}' ${how}`);
	return found;
}

/** Every engine but `b`, which is there for the swarm of `a`. */
export const standalone: readonly LabEngine['name'][] = ['a', 'e26', 'e28', 'podman'];

type Suite = (engine: LabEngine) => void;

function onEach(wanted: readonly LabEngine['name'][], add: (name: string, engine: LabEngine) => void): void {
	const engines = labEngines.filter(({name}) => wanted.includes(name));
	if (engines.length === 0) test.skip(`needs an engine of the lab: ${wanted.join(', ')} ${how}`, () => {});
	for (const engine of engines) add(`on ${engine.name}`, engine);
}

/**
 * A suite for each of these engines that is up, side by side, each engine for one suite at a time: none may touch another's engine,
 * nor measure time that has a bound. The tests of each go one by one. Where no engine is up, one skipped test says so.
 */
export function onEngines(wanted: readonly LabEngine['name'][], suite: Suite): void {
	onEach(wanted, (name, engine) =>
		describe.concurrent(name, () => {
			describe.sequential('alone', () => {
				hold([engine.name]);
				suite(engine);
			});
		}),
	);
}

/** The same, one engine after the other, while no other engine is used. */
export function onEnginesInTurn(wanted: readonly LabEngine['name'][], suite: Suite): void {
	onEach(wanted, (name, engine) =>
		describe(name, () => {
			hold(names);
			suite(engine);
		}),
	);
}
