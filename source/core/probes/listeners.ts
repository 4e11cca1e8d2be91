import {linesOf} from './output.js';
import type {Answer, Output, Probe, Question, Tool} from './probe.js';
import {isSocketTable, type Listener, listenersOf} from './proc-sockets.js';
import {unread} from './proc-unread.js';

export type ListenersResult = Answer & {
	/** By protocol, port and address. */
	readonly listeners: readonly Listener[];
	/** Cut short: what is not among them may listen all the same. */
	readonly partial?: true;
};

const files = ['tcp', 'tcp6', 'udp', 'udp6'].map(name => `/proc/net/${name}`);

/**
 * The sockets, then whose they are. `/proc/self/fd` makes `ls` print a heading even where there is one process only.
 * `grep`, where it is there, keeps the output of hosts with many processes short.
 */
const script = [
	`cat ${files.join(' ')}`,
	'cd /proc; for p in [0-9]*; do read -r name <$p/comm && echo "@process $p $name"; done',
	"if command -v grep >/dev/null; then keep='grep -E fd:$|socket:'; else keep=cat; fi",
	'ls -l /proc/[0-9]*/fd /proc/self/fd | $keep',
].join('; ');

export const listeners: Probe<Question, ListenersResult> = {
	id: 'listeners',
	title: 'Listeners',
	programs: 'sh or cat',
	tools: [
		{id: 'sh', title: 'sh'},
		{id: 'cat', title: 'cat'},
	],
	problem: () => undefined,
	argv: (_, {id}) => ({
		argv: id === 'sh' ? ['sh', '-c', `{ ${script}; } 2>/dev/null`] : ['cat', ...files],
		timeoutMs: 10_000,
	}),
	parse: parseListeners,
	processes: true,
	nothing: {listeners: [], partial: undefined},
	tables: ({listeners}) => [
		{
			title: 'Listeners',
			columns: ['protocol', 'address', 'port', 'process'],
			rows: listeners.map(({protocol, address, port, process}) => [protocol, address, `${port}`, process ?? '–']),
			empty: 'nothing listens',
		},
	],
};

function parseListeners(output: Output, tool: Tool, {from}: Question): ListenersResult {
	const lines = linesOf(output);
	const found = listenersOf(lines);
	if (!isSocketTable(lines)) return {...unread(output, tool, from), listeners: []};
	const ports = [...new Set(found.map(({protocol, port}) => `${protocol} ${port}`))];
	const what = ports.length > 0 ? `${from} listens on ${ports.join(', ')}` : `Nothing listens in ${from}`;
	const cut = output.truncated ? '; it has so many sockets that some were not read' : '';
	return {
		result: 'ok',
		message: `${what} (${tool.title})${cut}.`,
		listeners: found,
		...(output.truncated && {partial: true}),
	};
}
