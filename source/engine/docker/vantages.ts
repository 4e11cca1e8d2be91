import type {Engine} from '../engine.js';
import {EngineError} from '../errors.js';
import type {Client} from './client.js';
import {execute} from './execute.js';
import {createHelperPool} from './helper-pool.js';

export type Vantages = Pick<Engine, 'execute' | 'close'>;

/** Runs programs wherever they can run. */
export function createVantages(client: Client): Vantages {
	const helpers = createHelperPool(client);
	return {
		async execute(vantage, argv, options) {
			switch (vantage.kind) {
				case 'tool':
					return execute(client, vantage.container, argv, options);
				case 'helper':
					return helpers.execute(vantage, argv, options);
				default:
					throw new EngineError('unsupported', `Nothing runs in a ${vantage.kind} here.`);
			}
		},
		close: helpers.close,
	};
}
