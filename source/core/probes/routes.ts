import {linesOf} from './output.js';
import type {Answer, Output, Probe, Question, Tool} from './probe.js';
import {type Interface, interfacesOf} from './proc-interfaces.js';
import {defaultGateway, type Gateway, type Route, routes4, routes6} from './proc-routes.js';
import {unread} from './proc-unread.js';

export type RoutesResult = Answer & {
	/** Where IPv4 goes that no other route is for. Undefined also where the default route names an interface only. */
	readonly defaultGateway?: Gateway;
	readonly defaultGateway6?: Gateway;
	/** IPv4 first, in the kernel's order. */
	readonly routes: readonly Route[];
	readonly interfaces: readonly Interface[];
};

const files = ['route', 'ipv6_route', 'if_inet6', 'dev', 'fib_trie'].map(name => `/proc/net/${name}`);

/**
 * MTU and MAC come from `ip` where there is one, for it asks the kernel about the namespace it is in; /sys shows the
 * namespace in which it was mounted, which is another one when a program of this machine enters that of a container.
 */
const script = [
	`cat ${files.join(' ')}`,
	`ip -o link || (cd /sys/class/net; for i in *; do read -r mac <$i/address; read -r mtu <$i/mtu; echo "@link $i $mac $mtu"; done)`,
].join('; ');

export const routes: Probe<Question, RoutesResult> = {
	id: 'routes',
	title: 'Routes',
	programs: 'sh or cat',
	tools: [
		{id: 'sh', title: 'sh'},
		// Without MTU and MAC.
		{id: 'cat', title: 'cat'},
	],
	problem: () => undefined,
	argv: (_, {id}) => ({
		argv: id === 'sh' ? ['sh', '-c', `{ ${script}; } 2>/dev/null`] : ['cat', ...files],
		timeoutMs: 10_000,
	}),
	parse: parseRoutes,
	nothing: {defaultGateway: undefined, defaultGateway6: undefined, routes: [], interfaces: []},
	tables: ({routes, interfaces}) => [
		{
			title: 'Interfaces',
			columns: ['interface', 'addresses', 'mtu', 'mac', 'rx errors', 'rx dropped', 'tx errors', 'tx dropped'],
			rows: interfaces.map(({name, addresses, mtu, mac, ...counters}) => [
				name,
				addresses.join(' ') || '–',
				`${mtu ?? '–'}`,
				mac ?? '–',
				...[counters.rxErrors, counters.rxDropped, counters.txErrors, counters.txDropped].map(String),
			]),
			empty: 'no interface',
		},
		{
			title: 'Routes',
			columns: ['destination', 'gateway', 'interface', 'metric'],
			rows: routes.map(({destination, gateway, interface: name, metric, rejects}) => [
				destination,
				rejects ? 'rejected' : (gateway ?? 'on the link'),
				name,
				`${metric}`,
			]),
			empty: 'no route',
		},
	],
};

function parseRoutes(output: Output, tool: Tool, {from}: Question): RoutesResult {
	const lines = linesOf(output);
	const [four, six] = [routes4(lines), routes6(lines)];
	const interfaces = interfacesOf(lines, four);
	if (interfaces.length === 0) return {...unread(output, tool, from), routes: [], interfaces: []};
	const [gateway, gateway6] = [defaultGateway(four), defaultGateway(six)];
	const gateways = [gateway, gateway6].flatMap(found => (found ? [`${found.address} (${found.interface})`] : []));
	const names = interfaces.map(({name}) => name).join(', ');
	const by = gateways.length > 0 ? `its default gateway is ${gateways.join(' and ')}` : 'it has no default gateway';
	return {
		result: 'ok',
		message: `${from} has ${names}; ${by} (${tool.title}).`,
		...(gateway && {defaultGateway: gateway}),
		...(gateway6 && {defaultGateway6: gateway6}),
		routes: [...four, ...six],
		interfaces,
	};
}
