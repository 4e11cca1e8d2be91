import {inParallel} from '../../source/engine/docker/in-parallel.js';
import type {Engine} from '../../source/engine/engine.js';
import type {LabEngine} from '../lab-engines.js';
import {otherwise} from './diagnosis-elsewhere.js';
import {cases, type SaidFinding, type SaidPath, valuesOf} from './diagnosis-truth.js';
import {engineOf, scenario} from './probe-truth.js';
import type {Row} from './row.js';
import {say} from './say.js';

type Told = {readonly code: string; readonly subject: string};
type Truth = {
	readonly state: 'broken' | 'healthy';
	readonly findings: readonly Told[];
	/** What explain must name, where it is not the first finding. */
	readonly cause?: string;
};

/** Of helper containers. */
const image = ['--image', 'lab/busybox'];
const grave = ['critical', 'high'];
const weighty = [...grave, 'medium'];

type Compared = {
	readonly scenario: string;
	readonly what: string;
	readonly got: string;
	readonly wrong: string;
};

/** What doctor says of a scenario's own objects, and of the host and its chains. */
function ownFindings(name: string, findings: readonly SaidFinding[]): readonly SaidFinding[] {
	const {prefix = name} = cases[name]!;
	return findings.filter(({subject}) => subject.kind === 'host' || subject.name.startsWith(prefix));
}

const brief = ({id, severity, subject}: SaidFinding) => `${id} ${subject.name} (${severity})`;

function examined(name: string, {state, findings: told}: Truth, findings: readonly SaidFinding[]): readonly Compared[] {
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

function explained(name: string, {state, findings, cause}: Truth, path: SaidPath): Compared {
	const code = cause ?? findings[0]?.code ?? '';
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

function told({scenario: name, what, got, wrong}: Compared): string {
	return [name.padEnd(22), what.padEnd(72), got.padEnd(60), wrong || 'ok'].join(' ');
}

/** What `doctor --probe` says of these scenarios, which stand, and `explain` of the pair of each. */
export async function diagnose({name: host, socket}: LabEngine, names: readonly string[]): Promise<readonly Row[]> {
	const engine = engineOf(socket);
	const findings = await doctor(engine);
	// Explaining is mostly waiting.
	const rows = await inParallel(names, 3, async name => {
		const truth = await truthOf(name, host);
		const path = await say<SaidPath>(engine, ['explain', ...cases[name]!.pair, ...image]);
		return [...examined(name, truth, findings), explained(name, truth, path)];
	});
	return rows.flat().map(row => ({scenario: row.scenario, line: told(row), wrong: row.wrong}));
}

type SaidReport = {
	readonly findings: readonly SaidFinding[];
	/** Of rules that could not look, and of what doctor had no time for. */
	readonly skipped: readonly {readonly id: string; readonly reason: string}[];
};

/** On a busy machine doctor may run out of its time, and says so: then it is asked again. */
async function doctor(engine: Engine, times = 3): Promise<readonly SaidFinding[]> {
	const {findings, skipped} = await say<SaidReport>(engine, ['doctor', '--probe', ...image]);
	const late = skipped.filter(({id, reason}) => ['listeners', 'paths'].includes(id) && reason.includes('within'));
	if (late.length === 0 || times === 1) return findings;
	console.log(late.map(({reason}) => reason).join('\n'));
	return doctor(engine, times - 1);
}

async function truthOf(name: string, host: string): Promise<Truth> {
	const truth: Truth = JSON.parse(await scenario(name, '--on', host, '--truth'));
	const {healthy, explained: cause} = otherwise[host]?.[name] ?? {};
	return {...truth, ...(healthy && {state: 'healthy' as const}), ...(cause && {cause})};
}
