import {runProbe} from '../actions/run-probe.js';
import {askerOf} from '../actions/vantages.js';
import {mostPings} from '../core/probes/ping.js';
import type {Probed} from '../core/probes/probed.js';
import type {Command} from './command.js';
import {readContainer} from './find.js';
import {twoArguments} from './two-arguments.js';

/**
 * `--json`: `{result, sent, received, lossPercent, rttMs: {min, avg, max} | null, address: string | null, message,
 * tool: string | null, vantage: {kind: 'container', host, id, name}}`, one object at the end. Exit code 1 for all but `ok`.
 */
export const ping: Command = {
	name: 'ping',
	summary: 'Ping a name or address from inside a container',
	usage: 'CONTAINER TARGET',
	changesEngine: false,
	flags: {
		count: {type: 'number', value: 'N', summary: `How many packets, 1 to ${mostPings} (default: 3)`},
		ipv6: {type: 'boolean', summary: 'Over IPv6'},
	},
	run: async context => {
		const {engine, flags, print, now, signal} = context;
		const [from, target] = twoArguments(context, 'ping takes a container and a target: docknet ping CONTAINER TARGET');
		const container = await readContainer(context, from);
		const probed = await runProbe(
			'ping',
			{
				target,
				count: typeof flags.count === 'number' ? flags.count : 3,
				...(flags.ipv6 === true && {family: 6}),
			},
			{
				engine,
				asker: askerOf(container),
				signal,
				now,
				...(flags.json !== true && {onProgress: printReplies(print)}),
			},
		);
		const {result, sent, received, lossPercent, rttMs = null, address = null, message} = probed.result!;
		const {host, id, name} = container;
		const vantage = {kind: 'container', host, id, name};
		const json = {result, sent, received, lossPercent, rttMs, address, message, tool: probed.tool ?? null, vantage};
		print(flags.json === true ? JSON.stringify(json, undefined, '\t') : message);
		return result === 'ok' ? 0 : 1;
	},
};

/** A line for each reply, as it comes. */
function printReplies(print: (text: string) => void): (probed: Probed) => void {
	let printed = 0;
	return probed => {
		const result = probed.kind === 'ping' ? probed.result : undefined;
		for (const {sequence, ms} of result?.replies.slice(printed) ?? []) {
			print(`reply ${sequence} from ${result?.address}: ${ms} ms`);
			printed++;
		}
	};
}
