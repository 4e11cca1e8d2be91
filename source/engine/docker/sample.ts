import type {ContainerId} from '../../core/model/container.js';
import type {Sample} from '../../core/model/sample.js';
import {versionAtLeast} from '../../core/plan/gates.js';
import {EngineError} from '../errors.js';
import type {Client} from './client.js';
import {inParallel} from './in-parallel.js';
import {normalizeSample} from './normalize/sample.js';
import {manyAtOnce} from './read.js';

/** Reads each container's counters once. Those that are gone or do not run give none. */
export async function sample(
	client: Client,
	containers: readonly ContainerId[],
	signal: AbortSignal,
): Promise<readonly Sample[]> {
	const {apiVersion} = await client.connection(signal);
	// Without one-shot an engine takes two readings, one second apart.
	const query = {stream: false, ...(versionAtLeast(apiVersion, '1.41') && {'one-shot': true})};
	const samples = await inParallel(containers, manyAtOnce, async container => {
		try {
			const json = await client.json({path: `/containers/${container}/stats`, query}, signal);
			return normalizeSample(container, json);
		} catch (error) {
			if (error instanceof EngineError && ['missing', 'conflict'].includes(error.kind)) return undefined;
			throw error;
		}
	});
	return samples.filter(found => found !== undefined);
}
