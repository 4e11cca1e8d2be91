import {discovery, programs, recognise, type ToolId, toolsFound} from '../core/probes/discover.js';
import {firstLine, isMissing, isNotStarted, linesOf} from '../core/probes/output.js';
import type {Output, Tool, Vantage} from '../core/probes/probe.js';
import type {Engine} from '../engine/engine.js';

/** `obstacle`: why nothing could be found out, in the engine's words; without it, none of the tools is there. */
export type Found = {readonly tool?: Tool; readonly obstacle?: string};

/** `asked`: the programs that were asked one by one, where there is no shell. */
type Known = {readonly tools: readonly ToolId[]; readonly asked?: readonly string[]};
type Look = Known & {readonly obstacle?: string};
type Run = (argv: readonly string[]) => Promise<Output>;

/** What places have, as long as the engine lives, and looks that are under way; these never reject. */
type Shelf = {readonly known: Map<string, Known>; readonly looks: Map<string, Promise<unknown>>};
const shelves = new WeakMap<Engine, Shelf>();

function shelfOf(engine: Engine): Shelf {
	const shelf = shelves.get(engine) ?? {known: new Map(), looks: new Map()};
	shelves.set(engine, shelf);
	return shelf;
}

/** The other one asks the same engine in another way: what is found by one is known to both. */
export function shareTools<Other extends Engine>(engine: Engine, other: Other): Other {
	shelves.set(other, shelfOf(engine));
	return other;
}

/** Whose programs they are: those of a container between two restarts, of a helper's image, or of this machine. */
function keyOf(vantage: Vantage, startedAt?: number): string {
	if (vantage.kind === 'tool') return `container ${vantage.container} ${startedAt}`;
	return vantage.kind === 'helper' ? `image ${vantage.image}` : 'this machine';
}

type Search = {
	readonly signal: AbortSignal;
	/** When the container started, if known. */
	readonly startedAt?: number | undefined;
	/** Without a shell nothing is found: each program by itself would be a dozen runs. */
	readonly withShellOnly?: boolean;
};

/**
 * The best of these tools that are there: one run of a script, none the next time. Where there is a shell, a tool that was
 * missing is looked for again, for it may have been installed.
 */
export async function findTool(
	engine: Engine,
	vantage: Vantage,
	tools: readonly Tool[],
	{signal, startedAt, withShellOnly = false}: Search,
): Promise<Found> {
	const {known, looks} = shelfOf(engine);
	const key = keyOf(vantage, startedAt);
	const best = (there: readonly string[]) => tools.find(({id}) => there.includes(id));
	await looks.get(key);
	const before = known.get(key);
	const wanted = programs.filter(({program}) => tools.some(({id}) => id.split('-')[0] === program));
	const left = wanted.filter(({program}) => !before?.asked?.includes(program));
	const remembered = best(before?.tools ?? []);
	if (before?.asked ? withShellOnly || left.length === 0 : remembered) return {tool: remembered};

	const run: Run = argv => engine.execute(vantage, argv, {timeoutMs: discovery.timeoutMs, signal});
	const look = before?.asked ? askEach(run, left, before) : askAll(run, withShellOnly ? [] : wanted);
	looks.set(
		key,
		look.catch(() => undefined),
	);
	try {
		const {obstacle, ...found} = await look;
		if (!obstacle) known.set(key, found);
		const tool = best(found.tools);
		return tool ? {tool} : {obstacle};
	} finally {
		looks.delete(key);
	}
}

/** To be called when a tool that was found is gone. */
export function forgetTools(engine: Engine, vantage: Vantage, startedAt?: number): void {
	shelfOf(engine).known.delete(keyOf(vantage, startedAt));
}

async function askAll(run: Run, wanted: typeof programs): Promise<Look> {
	const output = await run(discovery.argv);
	if (output.timedOut) return {tools: [], obstacle: `it did not answer within ${discovery.timeoutMs / 1000} s`};
	return isNotStarted(output) ? askEach(run, wanted, {tools: [], asked: []}) : {tools: toolsFound(output)};
}

/** Without a shell: each program by itself, all at the same time. */
async function askEach(run: Run, wanted: typeof programs, {tools, asked = []}: Known): Promise<Look> {
	const answers = await Promise.all(
		wanted.map(async program => ({program, output: await run([program.program, program.ask])})),
	);
	const there = answers.filter(({output}) => !isMissing(output));
	const broken = there.find(({output}) => isNotStarted(output));
	return {
		tools: [
			...tools,
			...there.flatMap(({program, output}) =>
				isNotStarted(output) ? [] : (recognise(program, linesOf(output)) ?? []),
			),
		],
		asked: [...asked, ...wanted.map(({program}) => program)],
		...(broken && {obstacle: firstLine(broken.output)}),
	};
}
