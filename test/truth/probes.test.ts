import {afterAll, beforeAll, expect, test} from 'vitest';
import {type LabEngine, onEngines} from '../lab-engines.js';
import {ask, askingOf, closeEngines, type Line, linesOf, type Said, scenario, wordOf} from './probe-truth.js';
import {different, unfit} from './probe-truth-elsewhere.js';

// Every probe line of every scenario, through docknet's commands with --json: the result is the one that the lab measured with tools
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
const fitting = plain.filter(name => !(name in unfit));
const stages: Readonly<Record<string, readonly (readonly string[])[]>> = {
	a: [[...plain, ...swarm], ['vxlan-blocked'], ['node-down']],
	e28: [plain],
	// It answers the slower the more there is.
	podman: [fitting.slice(0, 7), fitting.slice(7)],
};

const atOnce = 6;

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
	const largest = measureLargest(engine, lines.flat());
	const rows = await inTurns(asked, async line => {
		const said = await ask(await askingOf(line, engine, line.image));
		const key = `${line.scenario}: ${line.kind} ${line.from} ${line.to}`;
		const expect = different[engine.name]?.[key]?.expect ?? line.expect;
		return {...line, expect, engine: engine.name, said, got: wordOf(line, said)};
	});
	return [...rows, ...(await largest)];
}

/**
 * Most containers of scenarios are of BusyBox or distroless. A helper has a container's network and the programs of another image:
 * as if that image stood there.
 */
function imagesFor({kind, from}: Line): readonly string[] {
	if (from === 'lan' || from === 'host' || kind.startsWith('mtu')) return [''];
	return ['', kind === 'ping' ? 'lab/iputils' : 'lab/noping'];
}

/** What the table at the end shows. */
function told({engine, scenario: name, kind, from, image, to, expect: wanted, got, said}: Row): string {
	const by = said.vantage ? `${said.vantage}, ${said.tool}` : 'nothing ran';
	const whom = `${from}${image && ` (${image})`}`;
	const cells = [engine.padEnd(6), name.padEnd(22), kind.padEnd(8), whom.padEnd(42), to.padEnd(34), wanted.padEnd(19)];
	return [...cells, got.padEnd(12), by].join(' ');
}

const isAsTold = ({expect: wanted, got}: Row) => wanted.split('|').includes(got);

/** What the words for single sizes mean for the largest one; a packet has 28 bytes more than its payload. */
async function measureLargest(
	engine: LabEngine,
	lines: readonly (Line & {scenario: string})[],
): Promise<readonly Row[]> {
	const sized = lines.filter(({kind}) => kind.startsWith('mtu:'));
	const ends = new Set(sized.map(({from, to}) => `${from} ${to}`));
	const rows = await inTurns([...ends], async both => {
		const same = sized.filter(({from, to}) => `${from} ${to}` === both);
		const said = await ask(await askingOf({...same[0]!, kind: 'mtu'}, engine));
		return same.map(line => {
			const size = Number(line.kind.slice('mtu:'.length)) + 28;
			const got = (said.mtu ?? 0) >= size ? `at least ${size}` : `less than ${size}`;
			const expect = line.expect === 'ok' ? `at least ${size}` : `less than ${size}`;
			return {...line, kind: 'mtu', expect, engine: engine.name, image: '', said, got};
		});
	});
	return rows.flat();
}

onEngines(Object.keys(stages) as LabEngine['name'][], engine => {
	const own = stages[engine.name]!;
	const rows: Row[] = [];

	beforeAll(async () => {
		for (const names of own) {
			for (const name of names) await scenario(name, '--on', engine.name);

			rows.push(...(await measure(engine, names)));
			for (const name of names) await scenario(name, '--on', engine.name, '--clean');
		}
	}, 400_000);

	afterAll(async () => {
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
		expect(rows.filter(({said}) => !said.vantage || !said.command).map(told)).toEqual([]);
	});
});

afterAll(closeEngines);
