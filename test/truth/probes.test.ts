import {execFile} from 'node:child_process';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {docknet, program} from '../cli/docknet.js';
import {type LabEngine, onEngines} from '../lab-engines.js';
import {
	type Asking,
	askFromImage,
	askingOf,
	closeEngines,
	type Line,
	linesOf,
	type Said,
	scenario,
	wordOf,
} from './probe-truth.js';
import {different, unfit} from './probe-truth-elsewhere.js';

// Every probe line of every scenario, through the program as it is shipped: the result is the one that the lab measured with tools
// of its own, on Docker 20.10 (with the swarm), on Docker 28, and on Podman where the scenario fits.

type Row = Line & {
	readonly engine: string;
	readonly scenario: string;
	/** Of the helper container that was asked for; empty: from the container itself, as it is. */
	readonly image: string;
	readonly said: Said;
	readonly got: string;
};

/** Those that can stand side by side; then, one by one, those that change what others rest on. */
const plain = [
	...['alias-collision', 'default-bridge-no-dns', 'different-networks', 'healthy-app', 'icc-disabled'],
	...['internal-no-egress', 'iptables-blocked', 'loopback-only', 'macvlan', 'many', 'mtu-mismatch', 'none-mode'],
	...['nothing-listening', 'paused-container', 'port-conflict', 'published-port', 'shared-netns'],
	...['stopped-with-endpoint', 'subnet-exhausted', 'unhealthy'],
];
const swarm = ['dnsrr-service', 'encrypted-overlay', 'overlay-healthy', 'vip-unreachable'];
const stages: Readonly<Record<string, readonly (readonly string[])[]>> = {
	a: [[...plain, ...swarm], ['vxlan-blocked'], ['node-down']],
	e28: [plain],
	podman: [plain.filter(name => !(name in unfit))],
};

const atOnce = 4;
const exec = fileURLToPath(new URL('../lab/exec', import.meta.url));

/** The program's answer, in JSON. */
async function ask({socket, onLan, probe, argv}: Asking): Promise<Said> {
	const command = [probe, ...argv, '--json'];
	if (!onLan) return answerIn(await docknet(command, socket));
	const whole = ['net', process.execPath, program, '-H', `unix://${socket}`, ...command];
	// A probe that failed is exit code 1.
	return answerIn(await promisify(execFile)(exec, whole).catch(error => error));
}

function answerIn({stdout, stderr}: {stdout: string; stderr: string}): Said {
	if (stdout === '') throw new Error(stderr);
	return JSON.parse(stdout);
}

async function inTurns<Item, Result>(items: readonly Item[], work: (item: Item) => Promise<Result>): Promise<Result[]> {
	const results: Result[] = [];
	const left = [...items.entries()];
	const worker = async () => {
		for (let next = left.shift(); next; next = left.shift()) results[next[0]] = await work(next[1]);
	};
	await Promise.all(Array.from({length: atOnce}, worker));
	return results;
}

async function measure(engine: LabEngine, names: readonly string[]): Promise<readonly Row[]> {
	const lines = await Promise.all(
		names.map(async name => (await linesOf(name, engine.name)).map(line => ({...line, scenario: name}))),
	);
	const asked = lines.flat().flatMap(line => imagesFor(line).map(image => ({...line, image})));
	return inTurns(asked, async line => {
		const asking = await askingOf(line, engine);
		const said = line.image === '' ? await ask(asking) : await askFromImage(asking, line.image);
		const key = `${line.scenario}: ${line.kind} ${line.from} ${line.to}`;
		const expect = different[engine.name]?.[key]?.expect ?? line.expect;
		return {...line, expect, engine: engine.name, said, got: wordOf(line, said)};
	});
}

/** A helper has the network of the scenario's container and the programs of another image: as if that image stood there. */
function imagesFor({kind, from}: Line): readonly string[] {
	if (from === 'lan' || from === 'host' || kind.startsWith('mtu')) return [''];
	return ['', 'lab/busybox', ...(kind === 'ping' ? ['lab/iputils'] : ['lab/noping'])];
}

/** What the table at the end shows. */
function told({engine, scenario: name, kind, from, image, to, expect: wanted, got, said}: Row): string {
	const by = said.vantage ? `${said.vantage}, ${said.tool}` : 'nothing ran';
	const whom = `${from}${image && ` (${image})`}`;
	const cells = [engine.padEnd(6), name.padEnd(22), kind.padEnd(8), whom.padEnd(42), to.padEnd(34), wanted.padEnd(19)];
	return [...cells, got.padEnd(12), by].join(' ');
}

const isAsTold = ({expect: wanted, got}: Row) => wanted.split('|').includes(got);

onEngines(['a', 'e28', 'podman'], engine => {
	const own = stages[engine.name]!;
	const rows: Row[] = [];

	beforeAll(async () => {
		for (const names of own) {
			for (const name of names) {
				// Podman 4.3 has no health checks of its own: the scenario waits for them in vain, with all its objects there.
				await scenario(name, '--on', engine.name).catch(error => expect(error.stderr).toMatch(/in vain.*health_is/));
			}

			rows.push(...(await measure(engine, names)));
			for (const name of names) await scenario(name, '--on', engine.name, '--clean');
		}
	}, 400_000);

	afterAll(async () => {
		await closeEngines();
		console.log(rows.map(told).join('\n'));
		// What a failure before left.
		for (const name of own.flat()) await scenario(name, '--on', engine.name, '--clean');
	}, 120_000);

	test.each(own.flat())('%s', name => {
		const lines = rows.filter(row => row.scenario === name);
		expect(lines.length).toBeGreaterThan(0);
		expect(lines.filter(row => !isAsTold(row)).map(row => `${told(row)}\n${row.said.message}`)).toEqual([]);
	});

	test('something ran for every line', () => {
		for (const {said} of rows) {
			expect(said.vantage, said.message).not.toBeNull();
			expect(said.command).toBeTruthy();
		}
	});
});
