import {afterAll, beforeAll, expect, test} from 'vitest';
import {createDockerEngine} from '../../source/engine/docker/engine.js';
import type {Engine} from '../../source/engine/engine.js';
import {type LabEngine, onEngines} from '../lab-engines.js';
import {notRun} from './diagnosis-not-run.js';
import {cases, type SaidFinding, type SaidPath, valuesOf} from './diagnosis-truth.js';
import {scenario} from './probe-truth.js';
import {say} from './say.js';

// Every scenario of the lab through `doctor --probe` and `explain`: the finding that the lab tells, on its subject, with the true value;
// nothing grave besides; and nothing of weight on what is healthy. What is not run yet is in the table, with the reason.

type Told = {readonly code: string; readonly subject: string};
type Truth = {readonly state: 'broken' | 'healthy'; readonly findings: readonly Told[]};

const all = Object.keys(cases);
/** On the swarm of a and b, one after the other: nodes go down, and firewalls stand between them. */
const swarm = [
	'dnsrr-service',
	'overlay-healthy',
	'encrypted-overlay',
	'vip-unreachable',
	'vxlan-blocked',
	'node-down',
];
const plain = all.filter(name => !(name in notRun) && !swarm.includes(name));
/** Those that can stand side by side are diagnosed at once; what is not here yet is in `notRun`. */
const together = [plain.slice(0, 9), plain.slice(9)];
const stages: Readonly<Record<string, readonly (readonly string[])[]>> = {
	e28: together,
	a: [...together, ...swarm.map(name => [name])],
};
/** Of helper containers. */
const image = ['--image', 'lab/busybox'];
const grave = ['critical', 'high'];
const weighty = [...grave, 'medium'];

type Row = {
	readonly scenario: string;
	readonly what: string;
	readonly got: string;
	/** Empty: as it must be. */
	readonly wrong: string;
};

/** What doctor says of a scenario's own objects, and of the host and its chains. */
function ownFindings(name: string, findings: readonly SaidFinding[]): readonly SaidFinding[] {
	const {prefix = name} = cases[name]!;
	return findings.filter(({subject}) => subject.kind === 'host' || subject.name.startsWith(prefix));
}

const brief = ({id, severity, subject}: SaidFinding) => `${id} ${subject.name} (${severity})`;

function examined(name: string, {state, findings: told}: Truth, findings: readonly SaidFinding[]): readonly Row[] {
	const {evidence} = cases[name]!;
	const own = ownFindings(name, findings);
	const wanted = state === 'healthy' ? [] : told;
	const named = wanted.map(({code, subject}) => {
		// The lab calls its hosts by the letters of their names.
		const names = [subject, `lab-${subject}`];
		const found = findings.find(each => each.id === code && names.includes(each.subject.name));
		const values = found && valuesOf(found.evidence);
		const wrong = !found ? 'not found' : evidence!.test(values!) ? '' : `evidence: ${values}`;
		return {scenario: name, what: `doctor: ${code} ${subject}`, got: found ? brief(found) : '–', wrong};
	});
	const tooMuch = own.filter(
		({id, severity}) =>
			(state === 'healthy' ? weighty : grave).includes(severity) && !wanted.some(({code}) => code === id),
	);
	const alarms = tooMuch.map(({message, ...each}) => `${brief({message, ...each})}: ${message}`).join('\n');
	return [...named, {scenario: name, what: 'doctor: no false alarm', got: `${own.length} findings`, wrong: alarms}];
}

function explained(name: string, {state, findings}: Truth, path: SaidPath): Row {
	const [{code} = {code: ''}] = findings;
	const {evidence, pair} = cases[name]!;
	const got = `${path.verdict}, ${[path.cause, ...path.also].filter(Boolean).join(', ') || 'no fault'}`;
	const values = valuesOf(path.steps.filter(({status}) => status !== 'pass').flatMap(step => step.evidence));
	const wrongs =
		state === 'healthy'
			? [path.verdict !== 'reachable' && 'should be reachable']
			: [
					![path.cause, ...path.also].includes(code) && `${code} is not named`,
					!evidence!.test(values) && `evidence: ${values}`,
				];
	return {scenario: name, what: `explain ${pair.join(' ')}`, got, wrong: wrongs.filter(Boolean).join('; ')};
}

function told({scenario: name, what, got, wrong}: Row): string {
	return [name.padEnd(22), what.padEnd(72), got.padEnd(60), wrong || 'ok'].join(' ');
}

onEngines(Object.keys(stages) as LabEngine['name'][], ({name: engineName, socket}) => {
	const own = stages[engineName]!;
	const rows: Row[] = [];

	async function diagnose(engine: Engine, names: readonly string[]) {
		const {findings} = await say<{findings: readonly SaidFinding[]}>(engine, ['doctor', '--probe', ...image]);
		for (const name of names) {
			const truth: Truth = JSON.parse(await scenario(name, '--on', engineName, '--truth'));
			const path = await say<SaidPath>(engine, ['explain', ...cases[name]!.pair, ...image]);
			rows.push(...examined(name, truth, findings), explained(name, truth, path));
		}
	}

	beforeAll(async () => {
		const engine = createDockerEngine({host: `unix://${socket}`, environment: {}, homeFolder: '/nonexistent'});
		for (const names of own) {
			for (const name of names) {
				// Podman 4.3 has no health checks of its own: the scenario waits for them in vain, with all its objects there.
				await scenario(name, '--on', engineName).catch(error => expect(error.stderr).toMatch(/in vain.*health_is/));
			}

			await diagnose(engine, names);
			for (const name of names) await scenario(name, '--on', engineName, '--clean');
		}

		await engine.close();
	}, 400_000);

	afterAll(async () => {
		const left = Object.entries(notRun).map(([what, why]) => `${what.padEnd(22)} NOT RUN: ${why}`);
		console.log([...rows.map(told), ...left].join('\n'));
		// What a failure before left.
		for (const name of own.flat()) await scenario(name, '--on', engineName, '--clean');
	}, 120_000);

	test.each(own.flat())('%s', name => {
		const found = rows.filter(row => row.scenario === name);
		expect(found.length).toBeGreaterThan(1);
		expect(found.filter(({wrong}) => wrong !== '').map(told)).toEqual([]);
	});
});
