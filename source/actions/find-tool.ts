import {discovery, programs, type ToolId, toolsFound} from '../core/probes/discover.js';
import {firstLine, isMissing, isNotStarted, linesOf} from '../core/probes/output.js';
import type {Output, Tool, Vantage} from '../core/probes/probe.js';
import type {Engine} from '../engine/engine.js';

/** `obstacle`: why nothing could be found out, in the engine's words; without it, none of the tools is there. */
export type Found = {readonly tool?: Tool; readonly obstacle?: string};

/** What containers have, as long as the engine lives. Only what was found: a missing tool may be installed meanwhile. */
const known = new WeakMap<Engine, Map<string, readonly string[]>>();

const keyOf = (vantage: Vantage) => JSON.stringify(vantage);

/** The best of these tools that the container has: one exec, none the next time. */
export async function findTool(
	engine: Engine,
	vantage: Vantage,
	tools: readonly Tool[],
	signal: AbortSignal,
): Promise<Found> {
	const cached = known.get(engine)?.get(keyOf(vantage));
	const remembered = tools.find(({id}) => cached?.includes(id));
	if (remembered) return {tool: remembered};

	const run = (argv: readonly string[]) => engine.execute(vantage, argv, {timeoutMs: discovery.timeoutMs, signal});
	const output = await run(discovery.argv);
	if (output.timedOut) return {obstacle: `it did not answer within ${discovery.timeoutMs / 1000} s`};
	const {found, obstacle} = isNotStarted(output) ? await askEach(run, tools) : {found: toolsFound(output)};
	if (found.length > 0) {
		const containers = known.get(engine) ?? new Map<string, readonly string[]>();
		known.set(engine, containers.set(keyOf(vantage), found));
	}

	const tool = tools.find(({id}) => (found as readonly string[]).includes(id));
	return tool ? {tool} : {obstacle};
}

/** To be called when a tool that was found is gone. */
export function forgetTools(engine: Engine, vantage: Vantage): void {
	known.get(engine)?.delete(keyOf(vantage));
}

/** Without a shell: each program by itself. */
async function askEach(
	run: (argv: readonly string[]) => Promise<Output>,
	tools: readonly Tool[],
): Promise<{readonly found: readonly ToolId[]; readonly obstacle?: string}> {
	const found: ToolId[] = [];
	let obstacle: string | undefined;
	for (const {program, ask, recognise} of programs) {
		if (!tools.some(({id}) => id.split('-')[0] === program)) continue;
		const output = await run([program, ask]);
		if (isMissing(output)) continue;
		if (isNotStarted(output)) obstacle = firstLine(output);
		else found.push(recognise(linesOf(output).join('\n')));
	}

	return {found, obstacle};
}
