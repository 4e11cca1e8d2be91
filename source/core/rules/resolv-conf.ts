export type ResolvConf = {
	readonly servers: readonly string[];
	readonly search: readonly string[];
	/** Undefined: not set, which libc takes for 1. */
	readonly ndots?: number;
	/** Whom the engine's name server asks, as engines from 26 on note there: `host(10.0.0.1)` from the host, `10.0.0.1` from the container. */
	readonly upstream: readonly string[];
	/** The engine had no name server to write, and wrote Google's. */
	readonly isFallback: boolean;
};

/** What a container's resolver is told. */
export function resolvConf(text: string): ResolvConf {
	const lines = text.split('\n').map(line => line.trim().split(/\s+/));
	const values = (key: string) => lines.flatMap(([first, ...rest]) => (first === key ? [rest] : []));
	const ndots = values('options')
		.flat()
		.map(option => /^ndots:(\d{1,2})$/.exec(option)?.[1])
		.findLast(found => found !== undefined);
	return {
		servers: values('nameserver').flatMap(([server]) => server ?? []),
		// The last line counts; a dot stands for none.
		search: (values('search').at(-1) ?? []).filter(domain => domain !== '.'),
		...(ndots !== undefined && {ndots: Number(ndots)}),
		upstream: /^# ExtServers: \[(.*)\]/m.exec(text)?.[1]?.split(' ').filter(Boolean) ?? [],
		isFallback: text.includes('# Used default nameservers.'),
	};
}
