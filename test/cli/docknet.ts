import {type ChildProcess, execFile} from 'node:child_process';
import {fileURLToPath} from 'node:url';

/** The program as it is shipped. */
export const program = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

export type Ran = {readonly code: number; readonly stdout: string; readonly stderr: string};

/** Nothing of the tester's machine chooses the engine or the look, and nothing is remembered there. */
export const neutral: NodeJS.ProcessEnv = {
	PATH: process.env.PATH,
	HOME: '/nonexistent',
	XDG_CONFIG_HOME: '/dev/null',
	LANG: 'C.UTF-8',
};

/** Runs the built program without a terminal, on the engine of that socket. */
export function docknet(argv: readonly string[], socket?: string): Promise<Ran> {
	const env = {...neutral, ...(socket && {DOCKER_HOST: `unix://${socket}`})};
	return run(process.execPath, [program, ...argv], env);
}

/** A command line, as a person would paste it. */
export function paste(line: string, socket: string): Promise<Ran> {
	return run('sh', ['-c', line], {...process.env, DOCKER_HOST: `unix://${socket}`});
}

/** What the docker command prints; rejects where it fails. */
export async function docker(argv: readonly string[], socket: string): Promise<string> {
	const {code, stdout, stderr} = await run('docker', argv, {...process.env, DOCKER_HOST: `unix://${socket}`});
	if (code !== 0) throw new Error(`docker ${argv.join(' ')}: ${stderr}`);
	return stdout.trim();
}

function run(file: string, argv: readonly string[], env: NodeJS.ProcessEnv): Promise<Ran> {
	return new Promise(resolve => {
		const child: ChildProcess = execFile(file, argv, {env, maxBuffer: 64 * 1024 * 1024}, (error, stdout, stderr) =>
			resolve({code: child.exitCode ?? (error ? -1 : 0), stdout, stderr}),
		);
		child.stdin?.end();
	});
}
