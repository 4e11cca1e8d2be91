import {execFile} from 'node:child_process';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {createDockerEngine} from '../../source/engine/docker/engine.js';
import type {Engine} from '../../source/engine/engine.js';
import {docker, program} from '../cli/docknet.js';
import type {LabEngine} from '../lab-engines.js';
import {say} from './say.js';

/** A line of a scenario's truth; test/lab/lib/scenario.sh explains the words. */
export type Line = {readonly kind: string; readonly from: string; readonly to: string; readonly expect: string};

/** What docknet's `--json` says, as far as it is compared. */
export type Said = {
	readonly result: string;
	readonly message: string;
	readonly vantage: string | null;
	readonly tool: string | null;
	readonly command: string | null;
	readonly status?: number;
	readonly addresses?: readonly string[];
	readonly mtu?: number | null;
};

/** A probe to run: `docknet PROBE FROM TARGET …FLAGS` on the engine of that socket. */
export type Asking = {
	readonly socket: string;
	/** On another machine of the LAN. */
	readonly onLan: boolean;
	readonly probe: string;
	readonly argv: readonly string[];
};

const script = fileURLToPath(new URL('../lab/scenario', import.meta.url));
const exec = fileURLToPath(new URL('../lab/exec', import.meta.url));

export async function scenario(...argv: readonly string[]): Promise<string> {
	// Of `many`, some tell as much.
	const env = {...process.env, MANY_NETWORKS: '4', MANY_CONTAINERS: '12'};
	return (await promisify(execFile)(script, argv, {env})).stdout;
}

export async function linesOf(name: string, host: string): Promise<readonly Line[]> {
	return JSON.parse(await scenario(name, '--on', host, '--truth')).probes;
}

/** `image`: of a helper container to ask from; empty: whatever docknet chooses. */
export async function askingOf({kind, from, to}: Line, {socket}: LabEngine, image = ''): Promise<Asking> {
	const [probe = '', size] = kind.split(':');
	const target = await targetOf(to, socket);
	const onLan = from === 'lan';
	const flags = {mtu: size ? ['--size', size] : [], dns6: ['--type', 'AAAA']}[probe] ?? [];
	const helper = image === '' ? [] : ['--via', 'helper', '--image', image];
	return {
		socket: from.startsWith('b/') ? siblingOf(socket) : socket,
		onLan,
		probe: probe === 'dns6' ? 'dns' : probe,
		argv: [onLan ? 'outside' : from.replace(/^b\//, ''), target, ...flags, ...helper],
	};
}

const siblingOf = (socket: string) => socket.replace(/[^/]+\.sock$/, 'b.sock');

/** `@CONTAINER[%NETWORK[%6]][:PORT]` is its address. */
async function targetOf(to: string, socket: string): Promise<string> {
	const [, sibling, container, network, family, port = ''] =
		/^@(b\/)?([^%:]+)(?:%([^%:]+))?(?:%(6))?(:\d+)?$/.exec(to) ?? [];
	if (container === undefined) return to;
	const format = '{{json .NetworkSettings.Networks}}';
	const found = await docker(['inspect', '--format', format, container], sibling ? siblingOf(socket) : socket);
	const networks = JSON.parse(found) as Record<string, {IPAddress: string; GlobalIPv6Address: string}>;
	const endpoint = network ? networks[network]! : Object.values(networks).find(({IPAddress}) => IPAddress)!;
	if (!family) return `${endpoint.IPAddress}${port}`;
	return port ? `[${endpoint.GlobalIPv6Address}]${port}` : endpoint.GlobalIPv6Address;
}

/** The program as it is shipped, on another machine of the LAN. */
async function runOnLan({socket, probe, argv}: Asking): Promise<Said> {
	const whole = ['net', process.execPath, program, '-H', `unix://${socket}`, probe, ...argv, '--json'];
	// A probe that failed is exit code 1.
	const {stdout, stderr} = await promisify(execFile)(exec, whole).catch(error => error);
	if (stdout === '') throw new Error(stderr);
	return JSON.parse(stdout);
}

export function ask(asking: Asking): Promise<Said> {
	return asking.onLan ? runOnLan(asking) : runHere(asking);
}

/** The lab's word for it. */
export function wordOf({kind}: Line, {result, status, addresses = []}: Said): string {
	if (kind === 'udp') return result === 'timeout' ? 'no-answer' : result;
	if (result !== 'ok') return result;
	if (kind === 'tcp') return 'open';
	if (kind === 'http') return String(status);
	const isOf: Readonly<Record<string, (address: string) => boolean>> = {
		dns: address => !address.includes(':'),
		dns6: address => address.includes(':'),
	};
	const wanted = isOf[kind];
	return wanted ? String(addresses.filter(wanted).length || 'no-name') : result;
}

const engines = new Map<string, Engine>();

/** Opened once, for all that is asked of it. */
export function engineOf(socket: string): Engine {
	const engine =
		engines.get(socket) ?? createDockerEngine({host: `unix://${socket}`, environment: {}, homeFolder: '/nonexistent'});
	engines.set(socket, engine);
	return engine;
}

export async function closeEngines(): Promise<void> {
	await Promise.all([...engines.values()].map(engine => engine.close()));
	engines.clear();
}

/** The command, in this process: engines and their helpers are shared. */
async function runHere({socket, probe, argv}: Asking): Promise<Said> {
	return say(engineOf(socket), [probe, ...argv]);
}
