import {afterAll, beforeAll, describe, expect, test, vi} from 'vitest';
import type {Change} from '../../../source/core/model/change.js';
import {createDockerEngine} from '../../../source/engine/docker/engine.js';
import type {Engine, ExecuteOptions} from '../../../source/engine/engine.js';
import {onEngines, standalone} from '../../lab-engines.js';
import {ask, createTargets, helpersOf} from './targets.js';

const never = new AbortController().signal;

onEngines(standalone, lab => {
	const targets = createTargets(lab, 'helper-test');
	const {run} = targets;
	const open = () => createDockerEngine({host: `unix://${lab.socket}`, environment: {}, homeFolder: '/nowhere'});
	let engine: Engine;
	let web: string;

	type More = Partial<ExecuteOptions> & {image?: string; processes?: boolean; from?: Engine};
	const execute = (
		container: string | undefined,
		argv: readonly string[],
		{image = 'lab/busybox', processes, from = engine, ...options}: More = {},
	) =>
		from.execute(
			{kind: 'helper', host: from.host, image, ...(container && {container}), ...(processes && {processes})},
			argv,
			{timeoutMs: 10_000, signal: never, ...options},
		);
	const inTarget = (container: string, argv: readonly string[]) =>
		engine.execute({kind: 'tool', host: engine.host, container}, argv, {timeoutMs: 10_000, signal: never});
	const gone = (container: string, ms = 5000) =>
		vi.waitFor(async () => expect(await helpersOf(lab, [container])).toEqual([]), {timeout: ms, interval: 50});

	beforeAll(async () => {
		await targets.clean();
		engine = open();
		web = await run({HostConfig: {ExtraHosts: ['known.example:192.0.2.7']}});
	});

	afterAll(async () => {
		await engine.close();
		await targets.clean();
	});

	describe('shares the namespace of', () => {
		test.each<[string, object]>([
			['a container without any program', {Image: 'lab/distroless', Cmd: ['serve', '8080']}],
			['one of a user without capabilities', {User: '1000', HostConfig: {CapDrop: ['ALL']}}],
			['one on the network of the host', {HostConfig: {NetworkMode: 'host'}}],
			['one without network', {HostConfig: {NetworkMode: 'none'}}],
			['one that shares the network of another', {HostConfig: {NetworkMode: 'container:'}}],
		])('%s, and may ping there', async (_, body) => {
			const [[, HostConfig] = []] = Object.entries(body).filter(([name]) => name === 'HostConfig');
			const shared = HostConfig?.NetworkMode === 'container:';
			const container = await run(shared ? {HostConfig: {NetworkMode: `container:${web}`}} : body);
			// Its ping has file capabilities.
			const image = 'lab/iputils';
			const output = await execute(container, ['ping', '-c', '1', '-W', '2', '127.0.0.1'], {image});
			expect(output).toMatchObject({exitCode: 0, timedOut: false, stderr: ''});
			if (!('Image' in body)) {
				const namespace = ['readlink', '/proc/self/ns/net'];
				const seen = await execute(container, namespace);
				expect(seen.stdout).toBe((await inTarget(container, namespace)).stdout);
			}
		});

		test('a paused container, with a sight of its processes', async () => {
			const paused = await run();
			const namespace = (await inTarget(paused, ['readlink', '/proc/self/ns/net'])).stdout;
			await ask(lab, 'POST', `/containers/${paused}/pause`);
			const script = 'readlink /proc/self/ns/net; ls -l /proc/1/exe; readlink /proc/1/root';
			const {stdout} = await execute(paused, ['sh', '-c', script], {processes: true});
			expect(stdout.split('\n')[0]).toBe(namespace.trim());
			expect(stdout).toContain('busybox');
			await expect(inTarget(paused, ['true'])).rejects.toMatchObject({kind: 'conflict'});
		});

		test('the host of the engine', async () => {
			const onHost = await run({HostConfig: {NetworkMode: 'host'}});
			const namespace = ['readlink', '/proc/self/ns/net'];
			expect((await execute(undefined, namespace)).stdout).toBe((await inTarget(onHost, namespace)).stdout);
		});
	});

	test('names are looked up as in the container; English, no proxies, root with nothing but raw sockets, nothing written', async () => {
		const files = ['cat', '/etc/hosts', '/etc/resolv.conf'];
		// Podman writes the name of a helper, too, into the file that it shares, and takes it out again.
		const seen = (await execute(web, files)).stdout.replace(/.*\sdocknet-\w+\n/, '');
		expect(seen).toBe((await inTarget(web, files)).stdout.replace(/.*\sdocknet-\w+\n/, ''));
		expect((await execute(web, ['ping', '-c1', '-W1', 'known.example'])).stdout).toContain('(192.0.2.7)');
		const script = 'id -u; echo "$LC_ALL$http_proxy"; grep -E "CapEff|NoNewPrivs" /proc/self/status; touch /x';
		const {stdout, stderr} = await execute(web, ['sh', '-c', script]);
		expect(stdout).toBe('0\nC\nCapEff:\t0000000000002000\nNoNewPrivs:\t1\n');
		expect(stderr).toContain('Read-only file system');
		expect(await execute(web, ['no-such-program'])).toMatchObject({exitCode: 127});
	});

	test('the socket of a process has a name', async () => {
		const server = await run({Image: 'lab/distroless', Cmd: ['serve', '8080'], User: '1000'});
		const more = {image: 'lab/iputils', processes: true};
		const found = () => execute(server, ['ss', '-Hltnp'], more);
		await vi.waitFor(async () => expect((await found()).stdout).toMatch(/:8080 .*"labd"/));
	});

	test('why there is none', async () => {
		const stopped = await run({}, false);
		await expect(execute(stopped, ['true'])).rejects.toMatchObject({
			kind: 'conflict',
			message: expect.stringMatching(/^Container helper-test-\S+ has no network now: it is created\.$/),
		});
		expect((await ask(lab, 'GET', `/containers/${stopped}/json`)).State.Running).toBe(false);
		await expect(execute('f'.repeat(64), ['true'])).rejects.toMatchObject({kind: 'missing'});
		const noImage = execute(web, ['true'], {image: 'lab/no-such-image'});
		await expect(noImage).rejects.toMatchObject({
			kind: 'missing',
			message: 'The engine has no image lab/no-such-image: docker pull lab/no-such-image',
		});
		const noSleep = execute(web, ['true'], {image: 'lab/distroless'});
		await expect(noSleep).rejects.toMatchObject({
			kind: 'unsupported',
			message: 'lab/distroless cannot serve as a helper: it has no program sleep.',
		});
		await gone(stopped);
	});

	test('one serves many, nobody sees it, and it goes when nothing more is asked', async () => {
		const target = await run();
		const controller = new AbortController();
		const seen: Change[] = [];
		const watching = (async () => {
			for await (const batch of engine.watch(controller.signal)) seen.push(...batch);
		})().catch(() => {});
		await Promise.all(
			['1', '2', '3', '4', '5', '6'].map(async text => {
				expect(await execute(target, ['echo', text])).toMatchObject({stdout: `${text}\n`});
			}),
		);
		const [helper, ...others] = await helpersOf(lab, [target]);
		expect(others).toEqual([]);
		expect(await execute(target, ['true'])).toMatchObject({exitCode: 0});
		expect((await helpersOf(lab, [target])).map(({Id}) => Id)).toEqual([helper.Id]);
		const listed = await engine.list(never);
		expect(JSON.stringify(listed)).toContain(target);
		expect(JSON.stringify(listed)).not.toContain(helper.Id);
		expect(await engine.detail([helper.Id], never)).toEqual([
			{type: 'container-gone', host: engine.host, id: helper.Id},
		]);
		await gone(target, 8000);
		controller.abort();
		await watching;
		expect(JSON.stringify(seen)).not.toContain(helper.Id);
	});

	test('one that somebody removed is made again; after a restart of the container too', async () => {
		const target = await run();
		await execute(target, ['true']);
		const [first] = await helpersOf(lab, [target]);
		await ask(lab, 'DELETE', `/containers/${first.Id}?force=1`);
		expect(await execute(target, ['echo', 'again'])).toMatchObject({stdout: 'again\n'});
		await ask(lab, 'POST', `/containers/${target}/restart?t=0`);
		const namespace = ['readlink', '/proc/self/ns/net'];
		expect((await execute(target, namespace)).stdout).toBe((await inTarget(target, namespace)).stdout);
	});

	test('a cancelled program ends with its helper at once; also while it starts, and at close', async () => {
		const target = await run();
		for (const processes of [false, true]) {
			const controller = new AbortController();
			const running = execute(target, ['sh', '-c', 'echo begun; sleep 4321'], {
				processes,
				signal: controller.signal,
				onProgress: () => controller.abort(),
			});
			await expect(running).rejects.toMatchObject({kind: 'cancelled'});
			await gone(target, 2000);
			expect((await inTarget(target, ['ps'])).stdout).not.toContain('4321');
		}

		for (const ms of [0, 15, 40, 80]) {
			await expect(execute(target, ['sleep', '4321'], {signal: AbortSignal.timeout(ms)})).rejects.toMatchObject({
				kind: 'cancelled',
			});
		}

		await gone(target, 2000);
		const other = open();
		const begun = new Promise<void>(resolve => {
			execute(target, ['sh', '-c', 'echo begun; sleep 4321'], {from: other, onProgress: () => resolve()}).catch(
				() => {},
			);
		});
		await begun;
		const starting = execute(target, ['true'], {from: other, image: 'lab/iputils'}).catch(() => {});
		await vi.waitFor(async () => expect(await helpersOf(lab, [target])).toHaveLength(2), {interval: 5});
		await other.close();
		expect(await helpersOf(lab, [target])).toEqual([]);
		await starting;
	});
});
