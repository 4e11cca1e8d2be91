import {inParallel} from '../../source/engine/docker/in-parallel.js';
import type {LabEngine} from '../lab-engines.js';
import {ask, askingOf, type Line, linesOf, type Said, wordOf} from './probe-truth.js';
import {different} from './probe-truth-elsewhere.js';
import type {Row} from './row.js';

type Probed = Line & {
	readonly engine: string;
	readonly scenario: string;
	/** Of the helper container that was asked for; empty: from the container itself, as it is. */
	readonly image: string;
	readonly said: Said;
	readonly got: string;
};

const atOnce = 6;

/** Every probe line of these scenarios, which stand, by docknet's commands: as they are, and by helpers. */
export async function measure(engine: LabEngine, names: readonly string[]): Promise<readonly Row[]> {
	const lines = await Promise.all(
		names.map(async name => (await linesOf(name, engine.name)).map(line => ({...line, scenario: name}))),
	);
	const asked = lines.flat().flatMap(line => imagesFor(line).map(image => ({...line, image})));
	const largest = measureLargest(engine, lines.flat());
	const rows = await inParallel(asked, atOnce, line =>
		atMostTwice(async () => {
			const said = await ask(await askingOf(line, engine, line.image));
			const key = `${line.scenario}: ${line.kind} ${line.from} ${line.to}`;
			const expect = different[engine.name]?.[key]?.expect ?? line.expect;
			return [{...line, expect, engine: engine.name, said, got: wordOf(line, said)}];
		}),
	);
	return [...rows.flat(), ...(await largest)].map(row => ({
		scenario: row.scenario,
		line: told(row),
		wrong: wrongOf(row),
	}));
}

/** On a machine where everything runs at once a packet may come too late: what is not as it should be is asked once more. */
async function atMostTwice(look: () => Promise<readonly Probed[]>): Promise<readonly Probed[]> {
	const rows = await look();
	const wrong = rows.filter(row => wrongOf(row) !== '');
	if (wrong.length === 0) return rows;
	console.log(['asked again:', ...wrong.map(told)].join('\n'));
	return look();
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
function told({engine, scenario: name, kind, from, image, to, expect: wanted, got, said}: Probed): string {
	const by = said.vantage ? `${said.vantage}, ${said.tool}` : 'nothing ran';
	const whom = `${from}${image && ` (${image})`}`;
	const cells = [engine.padEnd(6), name.padEnd(22), kind.padEnd(8), whom.padEnd(42), to.padEnd(34), wanted.padEnd(19)];
	return [...cells, got.padEnd(12), by].join(' ');
}

function wrongOf({expect: wanted, got, said}: Probed): string {
	if (!wanted.split('|').includes(got)) return `${got}, should be ${wanted}: ${said.message}`;
	return said.vantage && said.command ? '' : 'nothing ran';
}

/** What the words for single sizes mean for the largest one; a packet has 28 bytes more than its payload. */
async function measureLargest(
	engine: LabEngine,
	lines: readonly (Line & {scenario: string})[],
): Promise<readonly Probed[]> {
	const sized = lines.filter(({kind}) => kind.startsWith('mtu:'));
	const ends = new Set(sized.map(({from, to}) => `${from} ${to}`));
	const rows = await inParallel([...ends], atOnce, both =>
		atMostTwice(async () => {
			const same = sized.filter(({from, to}) => `${from} ${to}` === both);
			const said = await ask(await askingOf({...same[0]!, kind: 'mtu'}, engine));
			return same.map(line => {
				const size = Number(line.kind.slice('mtu:'.length)) + 28;
				const got = (said.mtu ?? 0) >= size ? `at least ${size}` : `less than ${size}`;
				const expect = line.expect === 'ok' ? `at least ${size}` : `less than ${size}`;
				return {...line, kind: 'mtu', expect, engine: engine.name, image: '', said, got};
			});
		}),
	);
	return rows.flat();
}
