import {runProbe} from '../actions/run-probe.js';
import {askerOf} from '../actions/vantages.js';
import type {Command} from './command.js';
import {readContainer} from './find.js';
import {twoArguments} from './two-arguments.js';

/**
 * `--json`: `{result, addresses: string[], server: string | null, message, tool: string | null, vantage: {kind: 'container',
 * host, id, name}}`. IPv4 addresses come first. Exit code 1 for all but `ok`.
 */
export const dns: Command = {
	name: 'dns',
	summary: 'Look a name up from inside a container',
	usage: 'CONTAINER NAME',
	changesEngine: false,
	flags: {server: {type: 'string', value: 'ADDRESS', summary: "Ask this name server, not the container's own"}},
	run: async context => {
		const {engine, flags, print, now, signal} = context;
		const [from, name] = twoArguments(context, 'dns takes a container and a name: docknet dns CONTAINER NAME');
		const container = await readContainer(context, from);
		const server = typeof flags.server === 'string' ? {server: flags.server} : {};
		const probed = await runProbe('dns', {target: name, ...server}, {engine, asker: askerOf(container), signal, now});
		const {result, addresses, server: asked = null, message} = probed.result!;
		const vantage = {kind: 'container', host: container.host, id: container.id, name: container.name};
		const json = {result, addresses, server: asked, message, tool: probed.tool ?? null, vantage};
		print(flags.json === true ? JSON.stringify(json, undefined, '\t') : message);
		return result === 'ok' ? 0 : 1;
	},
};
