import {afterAll, beforeAll} from 'vitest';
import {docker} from '../cli/docknet.js';
import type {LabEngine} from '../lab-engines.js';

/** Everything that a test makes has a name that begins so, and is removed with it. */
export function cleaned(prefix: string, {socket}: Pick<LabEngine, 'socket'>): void {
	async function clean(): Promise<void> {
		const named = ['--quiet', '--filter', `name=^/?${prefix}`];
		const words = async (...argv: string[]) => (await docker(argv, socket)).split('\n').filter(Boolean);
		const containers = await words('ps', '--all', ...named);
		if (containers.length > 0) await docker(['rm', '--force', ...containers], socket);
		const networks = await words('network', 'ls', ...named);
		if (networks.length > 0) await docker(['network', 'rm', ...networks], socket);
	}

	beforeAll(clean);
	afterAll(clean);
}
