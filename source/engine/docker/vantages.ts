import type {Engine} from '../engine.js';
import type {Client} from './client.js';
import {execute} from './execute.js';
import {createHelperPool} from './helper-pool.js';
import {createLocalPrograms} from './local.js';
import {executeInNamespace} from './namespace.js';

export type Vantages = Pick<Engine, 'execute' | 'close'>;

/** Runs programs wherever they can run. `close` ends what was made for them. */
export function createVantages(client: Client): Vantages {
	const helpers = createHelperPool(client);
	const local = createLocalPrograms();
	return {
		async execute(vantage, argv, options) {
			switch (vantage.kind) {
				case 'tool':
					return execute(client, vantage.container, argv, options);
				case 'helper':
					return helpers.execute(vantage, argv, options);
				case 'namespace':
					return executeInNamespace(client, local, vantage.container, argv, options);
				case 'local':
					return local.run(argv, options);
			}
		},
		async close() {
			local.close();
			await helpers.close();
		},
	};
}
