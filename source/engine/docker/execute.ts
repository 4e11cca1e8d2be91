import type {IncomingMessage} from 'node:http';
import type {ContainerId} from '../../core/model/container.js';
import {versionAtLeast} from '../../core/plan/gates.js';
import type {Output} from '../../core/probes/probe.js';
import type {ExecuteOptions} from '../engine.js';
import type {Client} from './client.js';
import {untilAborted} from './deadline.js';
import {createDemultiplexer} from './demultiplexer.js';
import {programEnvironment} from './environment.js';
import {createExec, exitCodeOf} from './exec.js';
import {createOutputBuffer, type OutputBuffer} from './output-buffer.js';

const environment = Object.entries(programEnvironment).map(([name, value]) => `${name}=${value}`);

/** Runs a program in a container. It goes on after the deadline or the signal: an engine cannot stop it. */
export async function execute(
	client: Client,
	container: ContainerId,
	argv: readonly string[],
	{timeoutMs, signal, onProgress}: ExecuteOptions,
): Promise<Output> {
	const {exec, stream} = await start(client, container, argv, signal);
	const buffer = createOutputBuffer();
	const report = () => onProgress?.({...buffer.read(), exitCode: undefined, timedOut: false});
	const timedOut = await collect(stream, buffer, timeoutMs, signal, report).catch(error => {
		throw client.errorOf(error, signal);
	});
	const exitCode = timedOut ? undefined : await exitCodeOf(client, exec, signal);
	const output = buffer.read();
	return {...output, exitCode: missingProgram(exitCode, output.stdout) ? 127 : exitCode, timedOut};
}

type Started = {readonly exec: string; readonly stream: IncomingMessage};

/** What was made is started also when the signal aborts between: an engine keeps an exec that never ran for ever. */
async function start(
	client: Client,
	container: ContainerId,
	argv: readonly string[],
	signal: AbortSignal,
): Promise<Started> {
	const {apiVersion} = await client.connection(signal);
	const env = versionAtLeast(apiVersion, '1.25') ? {Env: environment} : {};
	const never = new AbortController().signal;
	const starting = createExec(client, container, {Cmd: argv, ...env}, never).then(async (exec): Promise<Started> => {
		const call = {method: 'POST', path: `/exec/${exec}/start`, body: {Detach: false, Tty: false}} as const;
		return {exec, stream: await client.stream(call, never)};
	});
	return untilAborted(starting, signal).catch(error => {
		starting.then(({stream}) => stream.destroy()).catch(() => {});
		throw client.errorOf(error, signal);
	});
}

/** Until the output ends (false) or time is up (true). Rejects where the connection breaks, and at the signal. */
function collect(
	stream: IncomingMessage,
	buffer: OutputBuffer,
	timeoutMs: number,
	signal: AbortSignal,
	onChunk: () => void,
): Promise<boolean> {
	const demultiplexer = createDemultiplexer(buffer.write);
	const ended = new Promise<boolean>((resolve, reject) => {
		const timer = setTimeout(() => resolve(true), timeoutMs);
		stream.on('data', (chunk: Buffer) => {
			demultiplexer.write(chunk);
			onChunk();
		});
		stream.on('end', () => resolve(false));
		stream.on('error', reject);
		stream.on('close', () => {
			clearTimeout(timer);
			reject(Object.assign(new Error('The output broke off.'), {code: 'ECONNRESET'}));
		});
	});
	return untilAborted(ended, signal).finally(() => {
		stream.destroy();
		demultiplexer.end();
	});
}

/** Engines of 20.10 say 126, "not executable", of a program that is not there. */
function missingProgram(exitCode: number | undefined, stdout: string): boolean {
	return (
		exitCode === 126 && /^OCI runtime exec failed.*(executable file not found|no such file or directory)/.test(stdout)
	);
}
