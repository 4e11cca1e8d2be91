import {afterAll, beforeAll, expect, test} from 'vitest';
import type {Change} from '../../../source/core/model/change.js';
import type {Container} from '../../../source/core/model/container.js';
import {type EndpointDraft, type NetworkDraft, plainEndpoint, type Step} from '../../../source/core/plan/step.js';
import {createDockerEngine} from '../../../source/engine/docker/engine.js';
import type {Engine, Terminal} from '../../../source/engine/engine.js';
import {onEnginesInTurn, standalone} from '../../lab-engines.js';

const signal = new AbortController().signal;
const image = 'lab/busybox';
/** Everything made here begins so, and goes again at the end. */
const prefix = 'adapter-test';

const plainNetwork: NetworkDraft = {
	name: `${prefix}-net`,
	driver: 'bridge',
	internal: false,
	attachable: false,
	ipv6: false,
	ipv4: true,
	subnets: [],
	ipamOptions: {},
	options: {},
	labels: {'docknet.test': 'adapter'},
};

async function containersOf(engine: Engine): Promise<readonly Container[]> {
	const changes = await engine.list(signal);
	return changes.flatMap(change => (change.type === 'containers' ? change.containers : []));
}

async function clean(engine: Engine): Promise<void> {
	const {host} = engine;
	for (const {id, name} of await containersOf(engine)) {
		if (!name.startsWith(prefix)) continue;
		await engine.apply({type: 'remove-container', host, container: id, containerName: name}, signal);
	}

	for (const change of await engine.list(signal)) {
		if (change.type !== 'networks') continue;
		for (const {id, name} of change.networks) {
			if (!name.startsWith(prefix)) continue;
			await engine.apply({type: 'remove-network', host, network: id, networkName: name}, signal);
		}
	}
}

/** Collects what an engine says until `stop`. */
async function follow(engine: Engine) {
	const controller = new AbortController();
	const seen: Change[] = [];
	let notify = () => {};
	const stream = engine.watch(controller.signal)[Symbol.asyncIterator]();
	expect((await stream.next()).value).toEqual([]);
	const ended = (async () => {
		for (;;) {
			const {value} = await stream.next();
			seen.push(...value);
			notify();
		}
	})().catch((error: unknown) => error);
	return {
		seen,
		/** Resolves with the milliseconds it took until such a change was seen. */
		async sees(is: (change: Change) => boolean): Promise<number> {
			const start = performance.now();
			while (!seen.some(is)) {
				await new Promise<void>((resolve, reject) => {
					notify = resolve;
					setTimeout(() => reject(new Error(`not seen in 5 s: ${is}, but ${JSON.stringify(seen)}`)), 5000).unref();
				});
			}

			return performance.now() - start;
		},
		async stop() {
			controller.abort();
			return ended;
		},
	};
}

const isContainer = (is: (container: Container) => boolean) => (change: Change) =>
	change.type === 'container' && is(change.container);

onEnginesInTurn(standalone, lab => {
	let engine: Engine;
	let host: string;
	let network: string;
	let web: string;
	const podman = lab.engine === 'podman';

	const apply = (step: Step) => engine.apply(step, signal);
	const run = (name: string, command: readonly string[], endpoint: EndpointDraft = plainEndpoint) =>
		apply({
			type: 'run-container',
			host,
			draft: {
				name: `${prefix}-${name}`,
				image,
				command,
				network: plainNetwork.name,
				endpoint,
				removeWhenStopped: false,
			},
		});
	const execute = (container: string, argv: readonly string[], timeoutMs = 10_000) =>
		engine.execute({kind: 'tool', host, container}, argv, {timeoutMs, signal});

	beforeAll(async () => {
		engine = createDockerEngine({host: `unix://${lab.socket}`, environment: {}, homeFolder: '/nowhere'});
		host = engine.host;
		await clean(engine);
		const subnet = {
			cidr: '10.202.1.0/24',
			gateway: '10.202.1.1',
			ipRange: '10.202.1.128/25',
			auxiliary: {router: '10.202.1.200'},
		};
		const draft = {
			...plainNetwork,
			internal: true,
			subnets: [subnet],
			options: {'com.docker.network.driver.mtu': '1400'},
		};
		network = (await apply({type: 'create-network', host, draft})).created as string;
		web = (await run('web', ['sleep', '1000'], {...plainEndpoint, aliases: ['www'], ipv4: '10.202.1.150'}))
			.created as string;
	});

	afterAll(async () => {
		await clean(engine);
		await engine.close();
	});

	test('inspect gives no environment variables', async () => {
		const inspected = await engine.inspect({kind: 'container', host, id: web}, signal);
		expect(inspected).toMatchObject({Id: web, Config: {Env: expect.stringMatching(/^\d+ variables, not shown$/)}});
		expect(await engine.inspect({kind: 'network', host, id: network}, signal)).toMatchObject({Id: network});
		expect(await engine.inspect({kind: 'host', host, id: host}, signal)).toMatchObject({Name: expect.any(String)});
		const nothing = engine.inspect({kind: 'container', host, id: 'f'.repeat(64)}, signal);
		await expect(nothing).rejects.toMatchObject({kind: 'missing'});
	});

	test('a program: both streams, exit code, language', async () => {
		const argv = ['sh', '-c', 'echo out; echo err >&2; echo "$LC_ALL$http_proxy"; exit 4'];
		expect(await execute(web, argv)).toEqual({
			stdout: 'out\nC\n',
			stderr: 'err\n',
			exitCode: 4,
			timedOut: false,
			truncated: false,
		});
	});

	test('a program that is not there is 127, one that may not be run is 126', async () => {
		expect(await execute(web, ['no-such-program'])).toMatchObject({exitCode: 127, timedOut: false});
		expect(await execute(web, ['/etc/hosts'])).toMatchObject({exitCode: 126, timedOut: false});
	});

	test('a flood of output is cut', async () => {
		const output = await execute(web, ['sh', '-c', 'yes | head -c 3000000']);
		expect(output).toMatchObject({exitCode: 0, truncated: true});
		expect(output.stdout).toHaveLength(256_000);
	});

	test('cancelled while it runs', async () => {
		const controller = new AbortController();
		const running = engine.execute({kind: 'tool', host, container: web}, ['sh', '-c', 'echo a; sleep 2'], {
			timeoutMs: 10_000,
			signal: controller.signal,
			onProgress: () => controller.abort(),
		});
		await expect(running).rejects.toMatchObject({kind: 'cancelled'});
	});

	test('in a container that does not run', async () => {
		const {created: brief} = await run('brief', ['true']);
		await expect.poll(async () => (await containersOf(engine)).find(({id}) => id === brief)?.state).toBe('exited');
		await expect(execute(brief as string, ['true'])).rejects.toMatchObject({
			kind: 'conflict',
			message: expect.stringMatching(/running/),
		});
		expect(await engine.sample([brief as string, web, 'f'.repeat(64)], signal)).toMatchObject([{container: web}]);
	});

	test('files: through links, of a stopped container; no folders, nothing that is not there', async () => {
		const hosts = Buffer.from(await engine.readFile(web, '/etc/hosts', signal)).toString();
		expect(hosts).toContain('localhost');
		await execute(web, [
			'sh',
			'-c',
			'ln -s ../etc/hosts /tmp/a; ln -s a /tmp/b; ln -s loop /tmp/loop; seq 300000 > /tmp/big',
		]);
		expect(Buffer.from(await engine.readFile(web, '/tmp/b', signal)).toString()).toBe(hosts);
		await expect(engine.readFile(web, '/tmp/loop', signal)).rejects.toMatchObject({name: 'EngineError'});
		await expect(engine.readFile(web, '/tmp/big', signal)).rejects.toMatchObject({kind: 'unsupported'});
		await expect(engine.readFile(web, '/etc', signal)).rejects.toMatchObject({kind: 'invalid'});
		await expect(engine.readFile(web, '/no/such', signal)).rejects.toMatchObject({kind: 'missing'});
	});

	test('a shell: input, size, exit code', async () => {
		let written = '';
		let type = (_: Uint8Array) => {};
		let resize = (_columns: number, _rows: number) => {};
		const terminal: Terminal = {
			columns: 91,
			rows: 33,
			onInput: listener => {
				type = listener;
			},
			onResize: listener => {
				resize = listener;
			},
			write: chunk => {
				written += Buffer.from(chunk).toString();
			},
		};
		const shell = engine.openShell(web, ['sh'], terminal, signal);
		const says = (pattern: RegExp) => expect.poll(() => written, {timeout: 5000}).toMatch(pattern);
		await says(/[#$] /);
		await expect
			.poll(
				() => {
					type(Buffer.from('stty size\n'));
					return written;
				},
				{interval: 100, timeout: 5000},
			)
			.toMatch(/33 91/);
		resize(120, 40);
		await expect
			.poll(
				() => {
					type(Buffer.from('stty size\n'));
					return written;
				},
				{interval: 100, timeout: 5000},
			)
			.toMatch(/40 120/);
		type(Buffer.from('exit 7\n'));
		expect(await shell).toBe(7);
	});

	test('a shell that is left', async () => {
		const controller = new AbortController();
		const terminal: Terminal = {columns: 80, rows: 24, onInput() {}, onResize() {}, write: () => controller.abort()};
		await expect(engine.openShell(web, ['sh'], terminal, controller.signal)).rejects.toMatchObject({kind: 'cancelled'});
	});

	test('what happens is seen within a second', async () => {
		const eyes = await follow(engine);
		const times: Record<string, number> = {};
		const made = (await apply({type: 'create-network', host, draft: {...plainNetwork, name: `${prefix}-other`}}))
			.created as string;
		times.create = await eyes.sees(change => change.type === 'network' && change.network.id === made);
		const named = {networkName: `${prefix}-other`, network: made, container: web, containerName: `${prefix}-web`};
		await apply({type: 'connect', host, ...named, endpoint: {...plainEndpoint, aliases: ['api']}});
		times.connect = await eyes.sees(
			isContainer(
				({id, endpoints}) =>
					id === web && endpoints.some(({networkId, aliases}) => networkId === made && aliases.includes('api')),
			),
		);
		eyes.seen.length = 0;
		await apply({type: 'disconnect', host, ...named, force: false});
		times.disconnect = await eyes.sees(isContainer(({id, endpoints}) => id === web && endpoints.length === 1));
		await apply({type: 'remove-network', host, network: made, networkName: named.networkName});
		times.remove = await eyes.sees(change => change.type === 'network-gone' && change.id === made);
		const {created: other} = await run('seen', ['sleep', '1000']);
		times.run = await eyes.sees(isContainer(({id, state}) => id === other && state === 'running'));
		await execute(other as string, ['kill', '1']);
		await apply({type: 'remove-container', host, container: other as string, containerName: `${prefix}-seen`});
		times.gone = await eyes.sees(change => change.type === 'container-gone' && change.id === other);
		for (const [what, ms] of Object.entries(times)) expect(ms, what).toBeLessThan(1000);
		expect(eyes.seen.some(change => change.type === 'event' && change.event.action === 'start')).toBe(true);
		expect(await eyes.stop()).toMatchObject({kind: 'cancelled'});
	});

	test('what the engine refuses, in its words', async () => {
		const same = apply({type: 'create-network', host, draft: plainNetwork});
		await expect(same).rejects.toMatchObject({kind: 'conflict', message: expect.stringContaining(plainNetwork.name)});
		const subnets = [{cidr: '10.202.1.0/25', auxiliary: {}}];
		const overlap = apply({type: 'create-network', host, draft: {...plainNetwork, name: `${prefix}-overlap`, subnets}});
		await expect(overlap).rejects.toMatchObject({name: 'EngineError'});
		const gone = {network: 'f'.repeat(64), networkName: 'gone'};
		await expect(apply({type: 'remove-network', host, ...gone})).rejects.toMatchObject({kind: 'missing'});
		const used = apply({type: 'remove-network', host, network, networkName: plainNetwork.name});
		await expect(used).rejects.toMatchObject({kind: 'conflict'});
		const nowhere = apply({
			type: 'connect',
			host,
			...gone,
			container: web,
			containerName: 'x',
			endpoint: plainEndpoint,
		});
		await expect(nowhere).rejects.toMatchObject({name: 'EngineError', message: expect.stringMatching(/not found/)});
	});

	test('a container that cannot start is removed again', async () => {
		const started = run('broken', ['no-such-program']);
		await expect(started).rejects.toMatchObject({message: expect.stringMatching(/The container was removed again\.$/)});
		expect((await containersOf(engine)).some(({name}) => name === `${prefix}-broken`)).toBe(false);
	});

	test('a gateway priority on an engine that knows none', async () => {
		const endpoint = {...plainEndpoint, gatewayPriority: 5};
		if (lab.name === 'e28') {
			const {created} = await run('priority', ['sleep', '1000'], endpoint);
			const [found] = await engine.detail([created as string], signal);
			expect(found).toMatchObject({container: {endpoints: [{gatewayPriority: 5}]}});
		} else {
			await expect(run('priority', ['sleep', '1000'], endpoint)).rejects.toMatchObject({kind: 'unsupported'});
		}
	});

	if (!podman) {
		test('a MAC address that an engine ignores is said to be', async () => {
			const made = (await apply({type: 'create-network', host, draft: {...plainNetwork, name: `${prefix}-mac`}}))
				.created as string;
			const named = {network: made, networkName: `${prefix}-mac`, container: web, containerName: `${prefix}-web`};
			const endpoint = {...plainEndpoint, mac: '02:42:0a:ca:07:07'};
			const {warnings} = await apply({type: 'connect', host, ...named, endpoint});
			const [found] = await engine.detail([web], signal);
			const taken = JSON.stringify(found).includes(endpoint.mac);
			expect(warnings).toHaveLength(taken ? 0 : 1);
		});
	}
});
