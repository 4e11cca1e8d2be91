import {afterAll, beforeAll, describe, expect, test, vi} from 'vitest';
import type {Change} from '../../source/core/model/change.js';
import type {Container, ContainerId} from '../../source/core/model/container.js';
import type {Network} from '../../source/core/model/network.js';
import {type EndpointDraft, type NetworkDraft, plainEndpoint, type Step} from '../../source/core/plan/step.js';
import type {Engine} from '../../source/engine/engine.js';
import {EngineError, type EngineErrorKind} from '../../source/engine/errors.js';
import {plainDraft} from '../objects.js';

/** What someone else does, past the engine object under test. */
export type Outside = {readonly type: 'rename'; readonly name: string} | {readonly type: 'kill'};

export type ContractOptions = {
	readonly open: () => Promise<Engine>;
	/** An image that has sh, cat, sleep and ping. */
	readonly image: string;
	/** Keeps a container of the image running. */
	readonly command?: readonly string[];
	readonly outside: (container: ContainerId, action: Outside) => Promise<void>;
	/** Tests that do not apply to this engine. */
	readonly without?: readonly string[];
};

/** How soon a change made anywhere is told, milliseconds. */
const promptly = 2000;

/** What every engine behind the port does alike. Everything made is named `contract-…` and removed, whatever fails. */
export function describeContract(options: ContractOptions): void {
	const {image, command = ['sleep', 'infinity'], outside, without = []} = options;
	const run = Math.floor(Math.random() * 36 ** 4).toString(36);
	const named = (what: string) => `contract-${run}-${what}`;
	const third = Math.floor(Math.random() * 250);
	const net = `10.${200 + Math.floor(Math.random() * 50)}.${third}`;
	const otherNet = `10.${200 + Math.floor(Math.random() * 50)}.${third + 1}`;
	const labels = {'docknet.test': 'contract', 'docknet.run': run};
	const never = new AbortController().signal;
	const it = (title: string, body: () => Promise<void>) => {
		if (!without.includes(title)) test(title, body);
	};

	describe('contract', () => {
		let engine: Engine;
		let home: string;
		let other: string;
		let first: ContainerId;
		let second: ContainerId;
		const undo: Step[] = [];

		const draft = (facts: Partial<NetworkDraft>): NetworkDraft => ({
			...plainDraft,
			name: named('home'),
			labels,
			...facts,
		});

		const create = async (facts: Partial<NetworkDraft>): Promise<string> => {
			const network = draft(facts);
			const {created} = await engine.apply({type: 'create-network', host: engine.host, draft: network}, never);
			undo.unshift({type: 'remove-network', host: engine.host, network: created!, networkName: network.name});
			return created!;
		};

		const start = async (what: string, endpoint: EndpointDraft): Promise<ContainerId> => {
			const container = {name: named(what), image, command, network: named('home'), endpoint};
			const {created} = await engine.apply(
				{type: 'run-container', host: engine.host, draft: {...container, removeWhenStopped: false}},
				never,
			);
			undo.unshift({
				type: 'remove-container',
				host: engine.host,
				container: created!,
				containerName: container.name,
			});
			return created!;
		};

		const target = (network: string, container: ContainerId) => ({
			host: engine.host,
			network,
			networkName: network === home ? named('home') : named('other'),
			container,
			containerName: named(container === first ? 'first' : 'second'),
		});
		const connect = (endpoint: EndpointDraft) =>
			engine.apply({type: 'connect', ...target(other, first), endpoint}, never);
		const disconnect = () => engine.apply({type: 'disconnect', ...target(other, first), force: false}, never);

		const execute = (argv: readonly string[], timeoutMs = 10_000, signal: AbortSignal = never) =>
			engine.execute({kind: 'tool', host: engine.host, container: first}, argv, {timeoutMs, signal});

		const listed = async () => {
			const changes = await engine.list(never);
			const networks = changes.flatMap(change => (change.type === 'networks' ? change.networks : []));
			const containers = changes.flatMap(change => (change.type === 'containers' ? change.containers : []));
			return {
				changes,
				network: (id: string): Network | undefined => networks.find(network => network.id === id),
				container: (id: string): Container | undefined => containers.find(container => container.id === id),
			};
		};

		const detailOf = async (id: ContainerId): Promise<Container> => {
			const [change] = await engine.detail([id], never);
			if (change?.type !== 'container') throw new Error(`no detail of ${id}`);
			return change.container;
		};

		beforeAll(async () => {
			engine = await options.open();
			home = await create({
				subnets: [
					{cidr: `${net}.0/24`, gateway: `${net}.254`, ipRange: `${net}.128/25`, auxiliary: {printer: `${net}.200`}},
				],
				options: {'com.docker.network.driver.mtu': '1400'},
			});
			other = await create({
				name: named('other'),
				internal: true,
				subnets: [{cidr: `${otherNet}.0/24`, gateway: `${otherNet}.1`, auxiliary: {}}],
			});
			first = await start('first', {...plainEndpoint, aliases: ['one', 'uno'], ipv4: `${net}.9`});
			second = await start('second', plainEndpoint);
		});

		afterAll(async () => {
			for (const step of undo) await engine?.apply(step, never).catch(() => undefined);
			await engine?.close();
		});

		it('lists one host, its networks and its containers', async () => {
			const {changes} = await listed();
			expect(changes.map(change => change.type).sort()).toEqual(['containers', 'host', 'networks']);
			const host = changes.find(change => change.type === 'host')!.host;
			expect(host).toMatchObject({id: engine.host, address: engine.address});
			expect(host.apiVersion).toMatch(/^1\.\d+$/);
		});

		it('lists a network as it was made', async () => {
			const {network} = await listed();
			expect(network(home)).toMatchObject({
				host: engine.host,
				name: named('home'),
				driver: 'bridge',
				scope: 'local',
				internal: false,
				ipv6: false,
				subnets: [{cidr: `${net}.0/24`, gateway: `${net}.254`}],
				labels,
				builtIn: false,
			});
			expect(network(other)).toMatchObject({internal: true, subnets: [{cidr: `${otherNet}.0/24`}]});
		});

		it('keeps ip-range, reserved addresses and driver options', async () => {
			const {network} = await listed();
			expect(network(home)).toMatchObject({
				subnets: [{ipRange: `${net}.128/25`, auxiliary: {printer: `${net}.200`}}],
				options: {'com.docker.network.driver.mtu': '1400'},
			});
		});

		it('refuses a name that exists', async () => {
			await expectRefusal(create({}), 'conflict');
		});

		it('refuses a subnet that is taken', async () => {
			const subnets = [{cidr: `${net}.64/26`, auxiliary: {}}];
			await expectRefusal(create({name: named('overlap'), subnets}), 'denied', 'conflict', 'invalid', 'engine');
		});

		it('has the image among its images', async () => {
			const images = await engine.images(never);
			// Podman names its own `localhost/NAME`.
			expect(images.some(known => `/${known}:`.includes(`/${image}:`))).toBe(true);
			expect(images).toEqual([...images].sort());
		});

		it('gives addresses in a list and names in detail', async () => {
			const brief = (await listed()).container(first)!;
			expect(brief).toMatchObject({name: named('first'), state: 'running', detailed: false});
			expect(brief.endpoints).toMatchObject([{networkName: named('home'), ipv4: `${net}.9`}]);
			const full = await detailOf(first);
			expect(full).toMatchObject({host: engine.host, name: named('first'), state: 'running', detailed: true});
			expect(full.endpoints).toMatchObject([
				{networkName: named('home'), ipv4: `${net}.9`, ipv4PrefixLength: 24, gateway: `${net}.254`},
			]);
			expect(full.endpoints[0]!.aliases).toEqual(expect.arrayContaining(['one', 'uno']));
			expect(full.endpoints[0]!.mac).toMatch(/^([\da-f]{2}:){5}[\da-f]{2}$/);
		});

		it('remembers the address that was asked for', async () => {
			expect((await detailOf(first)).endpoints[0]!.requested.ipv4).toBe(`${net}.9`);
		});

		it('gives the next address from the ip-range', async () => {
			const {endpoints} = await detailOf(second);
			const last = Number(endpoints[0]!.ipv4?.split('.')[3]);
			expect(last).toBeGreaterThanOrEqual(128);
			expect(last).not.toBe(200);
		});

		it('connects with aliases and an address, and disconnects', async () => {
			await connect({...plainEndpoint, aliases: ['extra'], ipv4: `${otherNet}.77`});
			const joined = (await detailOf(first)).endpoints.find(endpoint => endpoint.networkName === named('other'))!;
			expect(joined).toMatchObject({ipv4: `${otherNet}.77`});
			expect(joined.aliases).toContain('extra');
			await disconnect();
			expect((await detailOf(first)).endpoints.map(endpoint => endpoint.networkName)).toEqual([named('home')]);
		});

		it('refuses an address that is outside the subnet or in use', async () => {
			await expectRefusal(connect({...plainEndpoint, ipv4: '192.0.2.1'}), 'invalid', 'denied', 'engine', 'conflict');
			await expectRefusal(start('taken', {...plainEndpoint, ipv4: `${net}.9`}), 'denied', 'engine', 'conflict');
		});

		it('refuses to connect twice and to disconnect what is not connected', async () => {
			const again = engine.apply({type: 'connect', ...target(home, second), endpoint: plainEndpoint}, never);
			await expectRefusal(again, 'denied', 'conflict');
			await expectRefusal(disconnect(), 'denied', 'conflict', 'engine', 'missing');
		});

		it('refuses to remove a network in use', async () => {
			const step: Step = {type: 'remove-network', host: engine.host, network: home, networkName: named('home')};
			await expectRefusal(engine.apply(step, never), 'denied', 'conflict');
		});

		it('tells at once what changes, with the objects as they are then', async () => {
			const watching = new AbortController();
			const batches: (readonly Change[])[] = [];
			const stream = engine.watch(watching.signal)[Symbol.asyncIterator]();
			expect((await stream.next()).value).toEqual([]);
			const ended = (async () => {
				while (true) {
					const {value, done} = await stream.next();
					if (done) return;
					batches.push(value);
				}
			})().catch((error: unknown) => error);
			const told = (what: (change: Change) => boolean) =>
				vi.waitFor(() => expect(batches.flat().some(what)).toBe(true), {timeout: promptly, interval: 20});
			const action = (kind: string, text: string) =>
				told(({type, ...change}) => {
					if (type !== 'event' || !('event' in change)) return false;
					return change.event.kind === kind && change.event.action === text;
				});
			const refreshed = (test: (container: Container) => boolean) =>
				told(change => change.type === 'container' && change.container.id === first && test(change.container));
			const onOther = ({endpoints}: Container) => endpoints.some(({networkName}) => networkName === named('other'));

			try {
				await connect(plainEndpoint);
				await action('network', 'connect');
				await refreshed(onOther);
				batches.length = 0;
				await disconnect();
				await action('network', 'disconnect');
				await refreshed(container => !onOther(container));
				await outside(first, {type: 'rename', name: named('renamed')});
				await action('container', 'rename');
				await refreshed(container => container.name === named('renamed'));
				await outside(first, {type: 'rename', name: named('first')});
				const passing = await start('passing', plainEndpoint);
				await outside(passing, {type: 'kill'});
				await action('container', 'die');
				await told(
					change =>
						change.type === 'container' && change.container.id === passing && change.container.state === 'exited',
				);
				const step = {host: engine.host, container: passing, containerName: named('passing')};
				await engine.apply({type: 'remove-container', ...step}, never);
				await told(change => change.type === 'container-gone' && change.id === passing);
			} finally {
				watching.abort();
			}

			const error = await ended;
			if (error !== undefined) expect(error).toMatchObject({name: 'EngineError', kind: 'cancelled'});
		});

		it('reads counters that grow', async () => {
			const read = async () => {
				const [sample] = await engine.sample([first], never);
				return sample!;
			};

			const before = await read();
			expect(before.container).toBe(first);
			const received = (sample: typeof before) => sample.interfaces.reduce((sum, one) => sum + one.rxBytes, 0);
			await vi.waitFor(
				async () => {
					await execute(['ping', '-c', '1', '-W', '1', `${net}.254`]);
					expect(received(await read())).toBeGreaterThan(received(before));
				},
				{timeout: 10_000},
			);
		});

		it('runs programs: output, exit code, a program that is not there', async () => {
			const hosts = await execute(['cat', '/etc/hosts']);
			expect(hosts).toMatchObject({exitCode: 0, timedOut: false, truncated: false, stderr: ''});
			// Not the container's own line: engines up to 26 lose it when another network is disconnected.
			expect(hosts.stdout).toContain('localhost');
			expect(await execute(['sh', '-c', 'exit 3'])).toMatchObject({exitCode: 3});
			expect(await execute(['cat', '/no/such/file'])).toMatchObject({exitCode: 1, stdout: ''});
			expect(await execute(['no-such-program'])).toMatchObject({exitCode: 127});
		});

		it('stops waiting for a program when time is up', async () => {
			const output = await execute(['sh', '-c', 'echo begun; sleep 3'], 1000);
			expect(output).toMatchObject({stdout: 'begun\n', exitCode: undefined, timedOut: true});
		});

		it('shows output while the program runs', async () => {
			const shown: string[] = [];
			await engine.execute(
				{kind: 'tool', host: engine.host, container: first},
				['sh', '-c', 'echo one; sleep 1; echo two'],
				{timeoutMs: 10_000, signal: never, onProgress: ({stdout}) => shown.push(stdout)},
			);
			expect(shown[0]).toBe('one\n');
			expect(shown.at(-1)).toBe('one\ntwo\n');
		});

		it('reads files, and says which are missing', async () => {
			const text = new TextDecoder().decode(await engine.readFile(first, '/etc/hosts', never));
			expect(text).toContain('localhost');
			await expectRefusal(engine.readFile(first, '/no/such/file', never), 'missing');
		});

		it('inspects without the values of environment variables', async () => {
			const json = JSON.stringify(await engine.inspect({kind: 'container', host: engine.host, id: first}, never));
			expect(json).toContain(named('first'));
			expect(json).not.toContain('PATH=');
			const network = await engine.inspect({kind: 'network', host: engine.host, id: home}, never);
			expect(JSON.stringify(network)).toContain(`${net}.0/24`);
		});

		it('says that what does not exist is missing', async () => {
			const unknown = 'f'.repeat(64);
			expect(await engine.detail([unknown], never)).toEqual([{type: 'container-gone', host: engine.host, id: unknown}]);
			expect(await engine.sample([unknown], never)).toEqual([]);
			for (const kind of ['network', 'container'] as const) {
				await expectRefusal(engine.inspect({kind, host: engine.host, id: unknown}, never), 'missing');
			}

			await expectRefusal(engine.readFile(unknown, '/etc/hosts', never), 'missing');
			const step = {type: 'connect', ...target(other, unknown), endpoint: plainEndpoint} as const;
			await expectRefusal(engine.apply(step, never), 'missing');
		});

		it('ends promptly when it is told to', async () => {
			await expectRefusal(engine.list(AbortSignal.abort()), 'cancelled');
			const stopping = new AbortController();
			const running = execute(['sleep', '3'], 20_000, stopping.signal);
			stopping.abort();
			await expectRefusal(running, 'cancelled');
		});

		it('keeps the endpoint of a stopped container, without address', async () => {
			await outside(second, {type: 'kill'});
			await vi.waitFor(async () => expect((await detailOf(second)).state).toBe('exited'), {timeout: promptly});
			const {endpoints} = (await listed()).container(second)!;
			expect(endpoints).toMatchObject([{networkName: named('home')}]);
			expect(endpoints[0]!.ipv4).toBeUndefined();
			expect(await engine.sample([second], never)).toEqual([]);
			const vantage = {kind: 'tool', host: engine.host, container: second} as const;
			const attempt = engine.execute(vantage, ['cat', '/etc/hosts'], {timeoutMs: 5000, signal: never});
			await expectRefusal(attempt, 'conflict', 'engine');
		});

		it('removes containers, then their network', async () => {
			for (const step of undo.filter(({type}) => type === 'remove-container')) {
				await engine.apply(step, never).catch((error: unknown) => expect(error).toMatchObject({kind: 'missing'}));
			}

			await engine.apply({type: 'remove-network', host: engine.host, network: home, networkName: named('home')}, never);
			const {container, network} = await listed();
			expect(container(first)).toBeUndefined();
			expect(network(home)).toBeUndefined();
			expect(network(other)).toBeDefined();
		});
	});
}

async function expectRefusal(attempt: Promise<unknown>, ...kinds: readonly EngineErrorKind[]): Promise<void> {
	const error = await attempt.then(
		() => undefined,
		(reason: unknown) => reason,
	);
	expect(error).toBeInstanceOf(EngineError);
	expect(kinds).toContain((error as EngineError).kind);
	expect((error as EngineError).message).not.toBe('');
}
