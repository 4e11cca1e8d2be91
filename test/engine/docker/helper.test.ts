import {afterAll, beforeAll, expect, test} from 'vitest';
import {createDockerEngine} from '../../../source/engine/docker/engine.js';
import type {Engine} from '../../../source/engine/engine.js';
import {onEngines, standalone} from '../../lab-engines.js';
import {ask, createTargets, helpersOf} from './targets.js';

const signal = new AbortController().signal;

onEngines(standalone, lab => {
	const targets = createTargets(lab, 'helper-test');
	const {run} = targets;
	let engine: Engine;
	let web: string;
	let paused: string;

	const execute = (
		container: string | undefined,
		argv: readonly string[],
		more: {image?: string; processes?: boolean} = {},
	) =>
		engine.execute(
			{kind: 'helper', host: engine.host, image: 'lab/iputils', ...(container && {container}), ...more},
			argv,
			{timeoutMs: 10_000, signal},
		);
	const namespaceOf = async (container: string | undefined) =>
		(await execute(container, ['readlink', '/proc/self/ns/net'], {image: 'lab/busybox'})).stdout;
	const inTarget = (container: string, argv: readonly string[]) =>
		engine.execute({kind: 'tool', host: engine.host, container}, argv, {timeoutMs: 10_000, signal});

	beforeAll(async () => {
		await targets.clean();
		engine = createDockerEngine({host: `unix://${lab.socket}`, environment: {}, homeFolder: '/nowhere'});
		web = await run({HostConfig: {ExtraHosts: ['known.example:192.0.2.7']}});
		paused = await run();
		await ask(lab, 'POST', `/containers/${paused}/pause`);
	});

	afterAll(async () => {
		await engine.close();
		await targets.clean();
	});

	test('pings from the namespace of any container, whatever it holds or may do', async () => {
		const containers = {
			distroless: await run({Image: 'lab/distroless', Cmd: ['serve', '8080']}),
			powerless: await run({User: '1000', HostConfig: {CapDrop: ['ALL']}}),
			onHost: await run({HostConfig: {NetworkMode: 'host'}}),
			alone: await run({HostConfig: {NetworkMode: 'none'}}),
			sharing: await run({HostConfig: {NetworkMode: `container:${web}`}}),
			paused,
		};
		for (const [what, container] of Object.entries(containers)) {
			for (const image of ['lab/busybox', 'lab/iputils']) {
				const output = await execute(container, ['ping', '-c', '1', '-W', '2', '127.0.0.1'], {image});
				expect(output, `${what} from ${image}`).toMatchObject({exitCode: 0, timedOut: false, stderr: ''});
			}
		}
	});
});
