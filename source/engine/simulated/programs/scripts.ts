import {batchOf} from '../../../core/probes/batch.js';
import {discovery, programs} from '../../../core/probes/discover.js';
import {withoutSearch} from '../../../core/probes/dns.js';
import {bash as requestByBash, wget as requestByWget} from '../../../core/probes/http-scripts.js';
import {listeners} from '../../../core/probes/listeners.js';
import {mtuScript} from '../../../core/probes/mtu-script.js';
import {routes} from '../../../core/probes/routes.js';
import {bash as connectByBash, timed} from '../../../core/probes/tcp-scripts.js';
import {bash as sendByBash, nc as sendByNc} from '../../../core/probes/udp-scripts.js';
import {has, run} from './all.js';
import {connect, request, send} from './bash-scripts.js';
import {requestWget, sendNc, time} from './busybox-scripts.js';
import {readRoutes, readSockets} from './kernel-scripts.js';
import {searchMtu} from './mtu-search.js';
import {type Context, chain, type Program, says, type Transcript, textOf} from './transcript.js';

const ofShell = {id: 'sh', title: 'sh'};
const nothing = {from: '', target: ''};
const scriptIn = ([, , script = '']: readonly string[]) => script;

/** What the constant scripts of probes print, by their text; arguments are those after `$0`. */
const scripts: ReadonlyMap<string, Program> = new Map([
	[scriptIn(discovery.argv), discover],
	[scriptIn(batchOf([], '').argv), batch],
	[scriptIn(listeners.argv(nothing, ofShell).argv), readSockets],
	[scriptIn(routes.argv(nothing, ofShell).argv), readRoutes],
	[mtuScript, searchMtu],
	[connectByBash, connect],
	[requestByBash, request],
	[sendByBash, send],
	[timed, time],
	[requestByWget, requestWget],
	[sendByNc, sendNc],
	[withoutSearch, lookUp],
]);

export function scriptFor(text: string): Program | undefined {
	return scripts.get(text);
}

function discover(context: Context): Transcript {
	const there = programs.filter(({program}) => has(context.kit, program));
	return chain(there.flatMap(({program, ask}) => [says(`@${program}\n`), run(context, [program, ask])]));
}

/** In simulated containers no name is searched for. */
function lookUp(context: Context, args: readonly string[]): Transcript {
	return run(context, ['nslookup', ...args.filter(Boolean)]);
}

/** Its arguments: a mark, then each command with the number of its words before it. */
function batch(context: Context, [mark = '', ...words]: readonly string[]): Transcript {
	const commands: (readonly string[])[] = [];
	for (let at = 0; at < words.length; at += 1 + Number(words[at])) {
		commands.push(words.slice(at + 1, at + 1 + Number(words[at])));
	}

	const done = commands.map(argv => run(context, argv));
	const pieces = done
		.map((one, number) => ({
			at: one.until,
			text: `${mark} ${number} ${one.exitCode}\n${textOf(one).replace(/\n+$/, '')}\n${mark}\n`,
		}))
		.sort((a, b) => a.at - b.at);
	return {pieces, until: pieces.at(-1)?.at ?? 0, exitCode: 0};
}
