import {pathQuestion} from '../actions/explain-path.js';
import {watchPath} from '../actions/watch-path.js';
import {type Flip, flipText, summaryText} from '../core/explain/watched.js';
import {asAscii} from '../core/text/glyphs.js';
import {safe} from '../core/text/safe.js';
import {UserError} from '../errors.js';
import {askers, readAsker} from './asker.js';
import type {Command} from './command.js';
import {vantageChoice, vantageFlags} from './vantage-flags.js';

/**
 * Until Ctrl-C, or `--count` looks. Exit code 1 where a look did not get through. `--json`: a line for each flip, `{at, verdict,
 * cause: id | null, headline, changed}`, then `{looks, measured, availability: percent, longestOutageMs, causes: {id: looks}}`.
 */
export const watch: Command = {
	name: 'watch',
	summary: 'The same once a second: a line when it changes',
	usage: 'A B[:PORT][/udp]',
	changesEngine: false,
	flags: {
		count: {type: 'number', value: 'N', summary: 'How many times (default: until Ctrl-C)'},
		...vantageFlags,
	},
	async run(context) {
		const [from, to, surplus] = context.arguments;
		if (from === undefined || to === undefined || surplus !== undefined)
			throw new UserError(`watch takes two arguments: docknet watch A B[:PORT][/udp], A is ${askers}`);
		const {flags, ascii} = context;
		const {count} = flags;
		if (count !== undefined && (!Number.isInteger(count) || Number(count) < 1))
			throw new UserError(`--count ${count}: give a whole number from 1`);
		const print = (text: string) => context.print(ascii ? asAscii(safe(text)) : safe(text));
		const tell = flags.json
			? ({cause, at, ...flip}: Flip) =>
					context.print(JSON.stringify({at: new Date(at).toISOString(), cause: cause ?? null, ...flip}))
			: (flip: Flip) => {
					print(flipText(flip));
					for (const line of flip.changed) print(`            ${line}`);
				};
		const asker = await readAsker(context, from);
		const summary = await watchPath(pathQuestion({asker}, to), {
			...(await vantageChoice(context)),
			asker,
			probe: true,
			onFlip: tell,
			...(count !== undefined && {count: Number(count)}),
		});
		if (flags.json) context.print(JSON.stringify(summary));
		else print(summaryText(summary));
		return summary.availability === 100 ? 0 : 1;
	},
};
