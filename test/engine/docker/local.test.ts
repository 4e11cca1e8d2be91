import {readFileSync} from 'node:fs';
import {expect, test, vi} from 'vitest';
import {createLocalPrograms} from '../../../source/engine/docker/local.js';

const never = new AbortController().signal;
const programs = createLocalPrograms();
const run = (argv: readonly string[], timeoutMs = 10_000, signal = never) => programs.run(argv, {timeoutMs, signal});
/** A zombie is not: whoever ought to reap it may take its time. */
const alive = (id: number) => {
	try {
		return !/^State:\s+Z/m.test(readFileSync(`/proc/${id}/status`, 'utf8'));
	} catch {
		return false;
	}
};

/** A program with a child; resolves with both process ids once they run. */
async function family(start: (argv: readonly string[], onProgress: (stdout: string) => void) => void) {
	const ids = await new Promise<readonly number[]>(resolve => {
		start(['sh', '-c', 'sleep 100 & echo $$ $!; wait'], stdout => resolve(stdout.trim().split(' ').map(Number)));
	});
	expect(ids.map(alive)).toEqual([true, true]);
	return ids;
}

const ended = (ids: readonly number[]) => vi.waitFor(() => expect(ids.map(alive)).toEqual([false, false]));

test('both streams, exit code, English, no proxy', async () => {
	vi.stubEnv('http_proxy', 'http://proxy.example');
	expect(await run(['sh', '-c', 'echo "$LC_ALL$http_proxy"; echo err >&2; exit 4'])).toEqual({
		stdout: 'C\n',
		stderr: 'err\n',
		exitCode: 4,
		timedOut: false,
		truncated: false,
	});
	vi.unstubAllEnvs();
});

test('a program that is not there is 127', async () => {
	expect(await run(['no-such-program'])).toMatchObject({exitCode: 127, stdout: ''});
});

test('a flood of output is cut', async () => {
	const output = await run(['sh', '-c', 'yes | head -c 3000000']);
	expect(output).toMatchObject({exitCode: 0, truncated: true});
	expect(output.stdout).toHaveLength(256_000);
});

test('at the deadline it ends with its children', async () => {
	let output: ReturnType<typeof run> | undefined;
	const ids = await family((argv, onProgress) => {
		output = programs.run(argv, {timeoutMs: 500, signal: never, onProgress: ({stdout}) => onProgress(stdout)});
	});
	expect(await output).toMatchObject({stdout: `${ids.join(' ')}\n`, exitCode: undefined, timedOut: true});
	await ended(ids);
});

test('with the signal too, and when all is closed', async () => {
	for (const how of ['signal', 'close'] as const) {
		const controller = new AbortController();
		const own = createLocalPrograms();
		let output: Promise<unknown> | undefined;
		const ids = await family((argv, onProgress) => {
			const options = {timeoutMs: 10_000, signal: controller.signal};
			output = own.run(argv, {...options, onProgress: ({stdout}) => onProgress(stdout)}).catch(error => error);
		});
		if (how === 'signal') controller.abort();
		else own.close();
		expect(await output).toMatchObject({kind: 'cancelled'});
		await ended(ids);
	}

	await expect(run(['true'], 1000, AbortSignal.abort())).rejects.toMatchObject({kind: 'cancelled'});
});
