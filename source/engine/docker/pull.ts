import type {StepOutcome} from '../../core/plan/step.js';
import {EngineError} from '../errors.js';
import type {Client} from './client.js';
import {createLineReader} from './lines.js';
import {record, text} from './normalize/json.js';

/** Has the engine fetch an image; it stops when the signal aborts. */
export async function pullImage(client: Client, image: string, signal: AbortSignal): Promise<StepOutcome> {
	const query = {fromImage: withTag(image)};
	const stream = await client.stream({method: 'POST', path: '/images/create', query}, signal);
	const linesOf = createLineReader();
	try {
		for await (const chunk of stream) {
			for (const progress of linesOf(chunk)) {
				const error = text(record(progress).error);
				// The answer has begun as a success by then.
				if (error) throw new EngineError(/not found|unknown|denied/i.test(error) ? 'missing' : 'engine', error);
			}
		}
	} catch (error) {
		throw client.errorOf(error, signal);
	}

	return {warnings: []};
}

/** Without tag or digest an engine would fetch every tag that there is. */
function withTag(image: string): string {
	return /@|:[^/]*$/.test(image) ? image : `${image}:latest`;
}
