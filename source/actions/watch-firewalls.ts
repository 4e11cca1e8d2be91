import type {Drop} from '../core/explain/drop.js';
import {type Path, targetEnd} from '../core/explain/path.js';
import {droppedBetween, type Hook, type RuleCounter, ruleCounters} from '../core/firewall/rule-counter.js';
import type {Vantage} from '../core/probes/probe.js';
import type {ProbeRun} from './run-probe.js';
import {withoutTheOdd} from './without-the-odd.js';

const readingMs = 3000;

/** What a packet of the asker passes on the engine's host. */
const hooks: Readonly<Record<'container' | 'host' | 'outside', readonly Hook[]>> = {
	container: ['PREROUTING', 'FORWARD', 'POSTROUTING'],
	host: ['OUTPUT', 'POSTROUTING'],
	outside: ['PREROUTING', 'INPUT', 'FORWARD', 'POSTROUTING'],
};
const hooksOfTarget: readonly Hook[] = ['PREROUTING', 'INPUT'];

/**
 * Begins to watch the host's firewall, and one inside the target; what it gives tells the rules that have dropped or rejected
 * packets since. They can be read by root on the engine's own machine only: everywhere else nothing runs, and the answer is
 * undefined. Rejects with EngineError when the engine is away or the signal ends it.
 */
export async function watchFirewalls(path: Path, run: ProbeRun): Promise<() => Promise<readonly Drop[] | undefined>> {
	const {engine, signal} = run;
	const {host} = engine;
	const {question, from, to} = path;
	const address = 'address' in to && to.address ? to.address : question.target;
	const program = address.includes(':') ? 'ip6tables' : 'iptables';
	const read = (vantage: Vantage | undefined): Promise<readonly RuleCounter[] | undefined> =>
		withoutTheOdd(signal, async () => {
			if (!vantage) return undefined;
			const options = {timeoutMs: readingMs, signal};
			const {stdout, exitCode} = await engine.execute(vantage, [`${program}-save`, '-c'], options);
			return exitCode === 0 ? ruleCounters(stdout) : undefined;
		});
	const inside = targetEnd(path)?.owner;
	const known = inside ?? from.owner;
	const entered: Vantage | undefined = known && {kind: 'namespace', host, container: known.id};
	const before = await read(entered);
	// A namespace that can be entered is one of this machine: so its firewall is the engine's host's.
	if (!before) return async () => undefined;
	const local: Vantage = {kind: 'local', host};
	const beforeHere = (await read(local)) ?? [];
	return async () => {
		const [now, here] = await Promise.all([inside && read(entered), read(local)]);
		return [
			...droppedBetween(beforeHere, here ?? [], hooks[question.from.kind]).map(rule => ({rule, program})),
			...(inside ? droppedBetween(before, now ?? [], hooksOfTarget).map(rule => ({rule, inside, program})) : []),
		];
	};
}
