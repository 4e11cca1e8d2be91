import {explainPath, pathQuestion} from '../actions/explain-path.js';
import {explanationJson} from '../core/explain/explanation-json.js';
import {explanationText} from '../core/explain/explanation-text.js';
import {UserError} from '../errors.js';
import {askers, readAsker} from './asker.js';
import type {Command} from './command.js';
import {onPaper} from './paper.js';
import {vantageChoice, vantageFlags} from './vantage-flags.js';

/** Exit code 0 where it works or should, else 1. `--json`: one object, see explanationJson. */
export const explain: Command = {
	name: 'explain',
	summary: 'Does A reach B, and why not',
	usage: 'A B[:PORT][/udp]',
	changesEngine: false,
	flags: {
		probe: {type: 'boolean', summary: '--no-probe: Predict only, run nothing'},
		...vantageFlags,
	},
	async run(context) {
		const [from, to, surplus] = context.arguments;
		if (from === undefined || to === undefined || surplus !== undefined)
			throw new UserError(`explain takes two arguments: docknet explain A B[:PORT][/udp], A is ${askers}`);
		const {flags, print} = context;
		const asker = await readAsker(context, from);
		const question = pathQuestion({asker}, to);
		const choice = await vantageChoice(context);
		const explanation = await explainPath(question, {...choice, asker, probe: flags.probe !== false});
		if (flags.json) print(JSON.stringify(explanationJson(explanation), null, '\t'));
		else print(onPaper(explanationText(explanation), context));
		return explanation.verdict === 'reachable' ? 0 : 1;
	},
};
