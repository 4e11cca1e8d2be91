import {request} from 'node:http';
import {inParallel} from '../../../source/engine/docker/in-parallel.js';
import type {LabEngine} from '../../lab-engines.js';

// biome-ignore lint/suspicious/noExplicitAny: the engine's JSON, as a test expects it
type Answer = any;

/** Past docknet, straight to the engine; its JSON, undefined for none. */
export function ask(
	{socket}: LabEngine,
	method: 'GET' | 'POST' | 'DELETE',
	path: string,
	body?: unknown,
): Promise<Answer> {
	return new Promise((resolve, reject) => {
		const headers = {'content-type': 'application/json'};
		const call = request({socketPath: socket, method, path: `/v1.41${path}`, headers}, answer => {
			let text = '';
			answer.setEncoding('utf8').on('data', chunk => {
				text += chunk;
			});
			answer.on('end', () => {
				if ((answer.statusCode ?? 500) >= 300) reject(new Error(`${path}: ${answer.statusCode} ${text}`));
				else resolve(text ? JSON.parse(text) : undefined);
			});
		});
		call.on('error', reject);
		call.end(body === undefined ? undefined : JSON.stringify(body));
	});
}

export type Targets = {
	/** Makes and starts a container of `lab/busybox` that sleeps, or as `body` says; its id. */
	readonly run: (body?: object, start?: boolean) => Promise<string>;
	readonly clean: () => Promise<void>;
};

/** Containers to look into, all with the label `docknet.test=NAME`. */
export function createTargets(lab: LabEngine, name: string): Targets {
	let count = 0;
	return {
		async run(body = {}, start = true) {
			const config = {Image: 'lab/busybox', Cmd: ['sleep', '1000'], Labels: {'docknet.test': name}, ...body};
			count++;
			const {Id} = await ask(lab, 'POST', `/containers/create?name=${name}-${process.pid}-${count}`, config);
			if (start) await ask(lab, 'POST', `/containers/${Id}/start`);
			return Id;
		},
		async clean() {
			const filters = encodeURIComponent(JSON.stringify({label: [`docknet.test=${name}`]}));
			const all: readonly Answer[] = (await ask(lab, 'GET', `/containers/json?all=1&filters=${filters}`)) ?? [];
			const remove = ({Id}: Answer) => ask(lab, 'DELETE', `/containers/${Id}?force=1&v=1`);
			// Podman removes none whose network another one shares.
			const refused = await inParallel(all, 1, each =>
				remove(each).then(
					() => [],
					() => [each],
				),
			);
			for (const each of refused.flat()) await remove(each);
		},
	};
}

/** Helpers of these containers (`host` for the engine's host) that there are, running or not. */
export async function helpersOf(lab: LabEngine, targets: readonly string[]): Promise<readonly Answer[]> {
	const filters = encodeURIComponent(JSON.stringify({label: ['docknet.helper']}));
	const listed: readonly Answer[] = (await ask(lab, 'GET', `/containers/json?all=1&filters=${filters}`)) ?? [];
	return listed.filter(({Labels}) => targets.includes(Labels['docknet.helper']));
}
