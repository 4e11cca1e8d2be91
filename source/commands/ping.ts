import {mostPings} from '../core/probes/ping.js';
import type {Probed} from '../core/probes/probed.js';
import {probeCommand} from './probe-command.js';
import {familyFlags, familyOf} from './vantage-flags.js';

export const ping = probeCommand({
	kind: 'ping',
	summary: 'Ping a name or address',
	target: 'TARGET',
	flags: {
		count: {type: 'number', value: 'N', summary: `How many packets, 1 to ${mostPings} (default: 3)`},
		...familyFlags,
	},
	input: flags => ({count: typeof flags.count === 'number' ? flags.count : 3, ...familyOf(flags)}),
	live: printReplies,
});

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
