import {execFile} from 'node:child_process';
import {promisify} from 'node:util';
import type {Snapshot} from '../../../source/core/model/snapshot.js';
import {emptySnapshot} from '../../../source/core/model/snapshot.js';
import {createDockerEngine} from '../../../source/engine/docker/engine.js';
import type {Engine} from '../../../source/engine/engine.js';
import {reduce} from '../../../source/store/reduce.js';
import type {LabEngine} from '../../lab-engines.js';

const run = promisify(execFile);

export const mark = {'docknet.test': 'plan'};

export type Lab = {
	readonly engine: Engine;
	/** What the docker command prints; rejects where it fails. */
	docker(...argv: readonly string[]): Promise<string>;
	/** A command line, as a person would paste it. */
	paste(line: string): Promise<string>;
	snapshot(): Promise<Snapshot>;
	clean(): Promise<void>;
};

/** `prefix`: what the names of all that is made begin with; `clean` removes that. */
export function labOf({socket}: LabEngine, prefix: string): Lab {
	const address = `unix://${socket}`;
	const engine = createDockerEngine({host: address, environment: {}, homeFolder: '/nonexistent'});
	const env = {...process.env, DOCKER_HOST: address};
	const docker = async (...argv: readonly string[]) => (await run('docker', argv, {env})).stdout.trim();
	return {
		engine,
		docker,
		paste: async line => (await run('bash', ['--norc', '-c', line], {env})).stdout.trim(),
		async snapshot() {
			const changes = await engine.list(AbortSignal.timeout(20_000));
			return changes.reduce(reduce, emptySnapshot);
		},
		async clean() {
			const named = ['--quiet', '--filter', `name=^/?${prefix}`];
			const containers = (await docker('ps', '--all', ...named)).split('\n').filter(Boolean);
			if (containers.length > 0) await docker('rm', '--force', ...containers);
			const networks = (await docker('network', 'ls', ...named)).split('\n').filter(Boolean);
			if (networks.length > 0) await docker('network', 'rm', ...networks);
			await engine.close();
		},
	};
}
