import type {NameCheck} from '../core/model/observation.js';
import {checkOf} from '../core/names/check.js';
import type {EffectiveName} from '../core/names/resolve.js';
import {probes} from '../core/probes/all.js';
import {counted} from './counted.js';
import {asMany} from './in-batches.js';
import {type ProbeRun, runProbe} from './run-probe.js';
import {within} from './within.js';
import {withoutTheOdd} from './without-the-odd.js';

const mostNames = 100;
const longestMs = 20_000;
/** Programs at a time. */
const atOnce = 4;

/**
 * Looks these names up where the asker is: at most 100, within 20 s; the others stay unknown. Rejects with EngineError when
 * the engine fails or the signal ends it. `onCount`: how many are done.
 */
export async function checkNames(
	names: readonly EffectiveName[],
	run: ProbeRun,
	onCount?: (done: number) => void,
): Promise<readonly NameCheck[]> {
	const signal = within(run.signal, longestMs);
	const asking = {...asMany(run, atOnce), signal};
	const check = async (name: EffectiveName, index: number) => {
		if (index >= mostNames) return checkOf(name, undefined, `not asked: at most ${mostNames} names are`);
		const problem = probes.dns.problem({from: run.asker.name, target: name.name});
		if (problem) return checkOf(name, undefined, problem);
		const probed = await withoutTheOdd(run.signal, () => runProbe('dns', {target: name.name}, asking));
		return checkOf(name, probed?.result);
	};
	const count = counted(onCount);
	return Promise.all(names.map((name, index) => count(check(name, index))));
}
