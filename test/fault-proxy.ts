import {type ChildProcess, spawn} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {request} from 'node:http';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';

export type FaultProxy = {
	readonly socket: string;
	/** `mode=latency=300`, `kill=1`, `down=1500`: see test/lab/node/fault-proxy.cjs. */
	readonly set: (query: string) => Promise<void>;
	readonly stop: () => void;
};

const program = fileURLToPath(new URL('lab/node/fault-proxy.cjs', import.meta.url));

/** A proxy of its own before an engine's socket, which misbehaves on demand. */
export async function startFaultProxy(target: string): Promise<FaultProxy> {
	const folder = mkdtempSync(join(tmpdir(), 'docknet-fault-'));
	const socket = join(folder, 'engine.sock');
	const child = spawn(process.execPath, [program, '--listen', socket, '--target', target], {stdio: 'ignore'});
	await answering(child, socket);
	return {
		socket,
		set: query => ask(socket, 'POST', `/_fault?${query}`),
		stop() {
			child.kill('SIGKILL');
			rmSync(folder, {recursive: true});
		},
	};
}

async function answering(child: ChildProcess, socket: string): Promise<void> {
	for (;;) {
		if (child.exitCode !== null) throw new Error(`The proxy ended with ${child.exitCode}.`);
		try {
			return await ask(socket, 'GET', '/_fault');
		} catch {
			await new Promise(resolve => setTimeout(resolve, 20));
		}
	}
}

function ask(socketPath: string, method: string, path: string): Promise<void> {
	return new Promise((resolve, reject) => {
		const call = request({socketPath, method, path, agent: false}, response => {
			response.resume().on('end', resolve).on('error', reject);
		});
		call.on('error', reject);
		call.end();
	});
}
