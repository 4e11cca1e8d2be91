import {existsSync} from 'node:fs';
import {request} from 'node:http';

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

/** The lab's engines that answer now; see test/lab/README.md. */
export const labEngines: readonly LabEngine[] = await (async () => {
	const all = (['a', 'b', 'e26', 'e28', 'podman'] as const).map(
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

/** The engine of that name, or undefined (said once) where it is not up. Throws in CI. */
export function labEngine(name: LabEngine['name']): LabEngine | undefined {
	const found = labEngines.find(engine => engine.name === name);
	if (!found) {
		if (requireLab) throw new Error(`the lab's engine '${name}' is not up (test/lab/up)`);
		console.warn(`skipped: needs the lab's engine '${name}' (test/lab/up)`);
	}

	return found;
}
