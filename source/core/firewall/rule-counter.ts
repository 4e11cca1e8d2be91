/** One rule of a firewall with what it has counted, from `iptables-save -c`; a chain's policy is one, too. */
export type RuleCounter = {
	readonly table: string;
	readonly chain: string;
	/** As it is typed: `-A DOCKER-USER -s 172.18.0.2/32 -j DROP`; of a policy: `-P FORWARD DROP`. */
	readonly rule: string;
	/** Where it sends a packet: `DROP`, a chain; empty where it only counts. */
	readonly target: string;
	readonly packets: number;
	/** The program that told, where several did: the kernel asks the tables of all. */
	readonly by?: string;
};

/** Before what a program says, where several are asked: `# told by iptables-legacy`. */
export const toldBy = '# told by ';

/** Of `iptables-save -c` and `ip6tables-save -c`, in their order. Lines that are something else are left out. */
export function ruleCounters(text: string): readonly RuleCounter[] {
	let table = '';
	let by: {readonly by?: string} = {};
	return text.split('\n').flatMap((line): readonly RuleCounter[] => {
		const program = line.startsWith(toldBy) ? line.slice(toldBy.length) : undefined;
		if (program) by = {by: program};
		if (line.startsWith('*')) table = line.slice(1).trim();
		const policy = /^:(\S+) (ACCEPT|DROP) \[(\d+):/.exec(line);
		if (policy) {
			const [, chain = '', target = '', packets] = policy;
			return [{table, chain, rule: `-P ${chain} ${target}`, target, packets: Number(packets), ...by}];
		}

		const rule = /^\[(\d+):\d+\] (-A (\S+).*)$/.exec(line);
		if (!rule) return [];
		const [, packets, spec = '', chain = ''] = rule;
		const target = / (?:-j|-g) (\S+)/.exec(spec)?.[1] ?? '';
		return [{table, chain, rule: spec, target, packets: Number(packets), ...by}];
	});
}

/** Hooks of the kernel that a packet passes, as iptables names their chains. */
export type Hook = 'PREROUTING' | 'INPUT' | 'FORWARD' | 'OUTPUT' | 'POSTROUTING';

const ends = ['DROP', 'REJECT'];

/**
 * Rules that ended packets between the two readings, in chains that a packet on these hooks can come to; `packets` is how many.
 * Others may have sent some of them: a counter does not tell whose they were.
 */
export function droppedBetween(
	before: readonly RuleCounter[],
	after: readonly RuleCounter[],
	hooks: readonly Hook[],
): readonly RuleCounter[] {
	const keyOf = ({table, rule}: RuleCounter) => `${table} ${rule}`;
	const earlier = new Map(before.map(one => [keyOf(one), one.packets]));
	const reached = chainsFrom(after, hooks);
	return after.flatMap(one => {
		// A rule that was not there before has counted since it was made.
		const packets = one.packets - (earlier.get(keyOf(one)) ?? 0);
		const isMeant = ends.includes(one.target) && reached.has(`${one.table} ${one.chain}`);
		return isMeant && packets > 0 ? [{...one, packets}] : [];
	});
}

/** `table chain`: those of the hooks, and all that their rules lead to. */
function chainsFrom(rules: readonly RuleCounter[], hooks: readonly Hook[]): ReadonlySet<string> {
	const names: readonly string[] = hooks;
	const reached = new Set(rules.flatMap(({table, chain}) => (names.includes(chain) ? [`${table} ${chain}`] : [])));
	// A set that grows while it is gone through is gone through to its end.
	for (const from of reached) {
		for (const {table, chain, target} of rules) {
			if (`${table} ${chain}` === from && target !== '') reached.add(`${table} ${target}`);
		}
	}

	return reached;
}
