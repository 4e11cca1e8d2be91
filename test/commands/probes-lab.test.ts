import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {beforeAll, expect, test} from 'vitest';
import {docker, docknet, neutral, program} from '../cli/docknet.js';
import {onEngines, standalone} from '../lab-engines.js';
import {cleaned} from './lab.js';

// Where a probe is made from, told by the program as it is shipped.

const prefix = 'probe-command-';
const bare = `${prefix}bare`;

onEngines(standalone, engine => {
	const {socket} = engine;
	cleaned(prefix, engine);

	beforeAll(async () => {
		const own = ['--label', 'docknet.test=probe-command', '--network', `${prefix}net`];
		await docker(['network', 'create', '--label', 'docknet.test=probe-command', `${prefix}net`], socket);
		await docker(['run', '--detach', ...own, '--name', bare, '--network-alias', 'shop', 'lab/distroless'], socket);
	});

	const json = async (...argv: readonly string[]) => {
		const {code, stdout, stderr} = await docknet([...argv, '--json'], socket);
		return {code, stderr, said: JSON.parse(stdout)};
	};

	test('a script is told that a helper is made, and of what', async () => {
		const {code, stderr, said} = await json('tcp', bare, 'shop:8080');
		expect({code, said}).toMatchObject({
			code: 0,
			said: {probe: 'tcp', from: bare, to: 'shop:8080', result: 'ok', vantage: 'helper', port: 8080},
		});
		expect(said.command).toContain(`docker run --rm --network container:${bare}`);
		expect(stderr).toMatch(
			/^docknet: probe-command-bare has no curl, .*; asking from a helper container made of \S*lab\/iputils/,
		);
	});

	test.each([
		[['--via', 'tool'], '--via helper asks from a helper container'],
		[['--read-only'], 'no helper container: --read-only forbids to make one'],
	])('%j makes none', async (flags, why) => {
		const {code, said} = await json('tcp', bare, 'shop:8080', ...flags);
		expect({code, said}).toMatchObject({code: 1, said: {result: 'tool-missing', vantage: null, command: null}});
		expect(said.message).toContain(why);
	});

	test('an image that is named and not there', async () => {
		const {code, stdout, stderr} = await docknet(['ping', bare, 'shop', '--image', 'no/such'], socket);
		expect({code, stdout}).toEqual({code: 2, stdout: ''});
		expect(stderr).toContain('docker pull no/such');
		expect(stderr).toContain('--pull');
	});

	test('the host and the outside', async () => {
		const host = await json('tcp', 'host', '127.0.0.1:1');
		expect(host).toMatchObject({code: 1, said: {from: 'host', result: 'refused', vantage: 'helper'}});
		const outside = await json('tcp', 'outside', '127.0.0.1:1');
		expect(outside).toMatchObject({code: 1, said: {from: 'outside', result: 'refused', vantage: 'local'}});
	});

	test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s takes the helper along', async signal => {
		const id = await docker(['inspect', '--format', '{{.Id}}', bare], socket);
		const helpers = async () => docker(['ps', '--all', '--quiet', '--filter', `label=docknet.helper=${id}`], socket);
		const argv = [program, 'ping', bare, 'shop', '--count', '100'];
		const child = spawn(process.execPath, argv, {env: {...neutral, DOCKER_HOST: `unix://${socket}`}});
		const ended = once(child, 'exit');
		await once(child.stdout, 'data');
		expect(await helpers()).not.toBe('');
		child.kill(signal);
		expect(await ended).toEqual([1, null]);
		expect(await helpers()).toBe('');
	});
});
