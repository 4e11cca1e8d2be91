import {examine, type LeftOut} from '../actions/examine.js';
import {readSettings} from '../actions/settings.js';
import {auditRules} from '../core/audit/all.js';
import {reportFormats} from '../core/formats/all.js';
import type {Report} from '../core/formats/report.js';
import {type Severity, severities} from '../core/model/finding.js';
import {doctorRules} from '../core/rules/all.js';
import type {Rule} from '../core/rules/rule.js';
import {runRules} from '../core/rules/run-rules.js';
import {nearText} from '../core/text/nearest.js';
import {UserError} from '../errors.js';
import type {Command, CommandContext, FlagValues} from './command.js';
import {text} from './flag-values.js';
import {onPaper} from './paper.js';
import {vantageChoice, vantageFlags} from './vantage-flags.js';

type Words = {
	readonly name: string;
	readonly summary: string;
	readonly rules: readonly Rule[];
	/** What it can measure too. */
	readonly probes: string;
	/** Without files and paths. */
	readonly audit?: boolean;
};

const {image, pull, yes} = vantageFlags;
const formatIds = () => reportFormats.map(({id}) => id).join(', ');

/** A set of rules over the whole engine, as a command. Exit code 1 where a finding is as severe as `--fail-on` or more. */
export function reportCommand(words: Words): Command {
	const {name, summary, probes} = words;
	return {
		name,
		summary,
		usage: '',
		changesEngine: false,
		flags: {
			probe: {type: 'boolean', summary: `Measure too: ${probes}`},
			image,
			pull,
			yes,
			only: {type: 'string', value: 'ID,…', summary: 'Only these rules'},
			failOn: {
				type: 'string',
				value: 'SEVERITY',
				summary: 'Exit code 1 from there on (default: high)',
			},
			format: {type: 'string', value: 'FORMAT', summary: 'table (default), json, markdown or sarif'},
		},
		run: context => run(words, context),
	};
}

async function run({name, rules: all, audit = false}: Words, context: CommandContext): Promise<0 | 1> {
	const {engine, flags, print, progress} = context;
	if (context.arguments.length > 0)
		throw new UserError(`${name} takes no argument, only flags: docknet ${name} --help`);
	if (flags.json && flags.format !== undefined && flags.format !== 'json')
		throw new UserError(`--json and --format ${flags.format} are two formats: give one`);
	const format = reportFormats.find(({id}) => id === (flags.json ? 'json' : (flags.format ?? 'table')));
	if (!format) throw new UserError(`--format ${flags.format}: give one of ${formatIds()}`);
	const failOn = severityOf(flags);
	const rules = chosen(all, flags);
	const settings = await readSettings(text(flags, 'config'));
	const leftOut: LeftOut[] = [];
	const snapshot = await examine({
		...(await vantageChoice(context)),
		probe: flags.probe === true,
		audit,
		onLeftOut: each => leftOut.push(each),
		...(progress && {onProgress: progress}),
	}).finally(() => progress?.(''));
	const {skipped, ...examined} = runRules(rules, snapshot, engine.host, settings.rules);
	const host = snapshot.hosts.get(engine.host);
	const report: Report = {
		engine: {name: host?.name ?? engine.host, version: host?.version ?? '', host: engine.host},
		...examined,
		skipped: [...skipped, ...leftOut],
		rules,
	};
	const written = format.write(report).trimEnd();
	const isTable = format.id === 'table';
	const paper = {ascii: context.ascii, columns: isTable ? context.columns : undefined};
	print(isTable || format.id === 'markdown' ? onPaper(written.split('\n'), paper) : written);
	if (isTable && context.columns !== undefined && report.skipped.length > 0 && flags.probe !== true)
		context.note('with --probe more rules have a say');
	const isBad = ({severity}: {readonly severity: Severity}) =>
		severities.indexOf(severity) <= severities.indexOf(failOn);
	return report.findings.some(isBad) ? 1 : 0;
}

const isRuleOf = (rules: readonly Rule[], unknown: string) => rules.some(({id}) => id === unknown);

function severityOf({failOn = 'high'}: FlagValues): Severity {
	const severity = severities.find(each => each === failOn);
	if (!severity) throw new UserError(`--fail-on ${failOn}: give one of ${severities.join(', ')}`);
	return severity;
}

function chosen(rules: readonly Rule[], flags: FlagValues): readonly Rule[] {
	const given = text(flags, 'only');
	if (given === undefined) return rules;
	const only = given
		.split(',')
		.map(id => id.trim())
		.filter(id => id !== '');
	if (only.length === 0) throw new UserError(`--only ${given}: give ids of rules, such as ${rules[0]?.id}`);
	const ids = rules.map(({id}) => id);
	const unknown = only.find(id => !ids.includes(id));
	if (unknown === undefined) return rules.filter(({id}) => only.includes(id));
	if (isRuleOf(doctorRules, unknown)) throw new UserError(`--only ${unknown}: that is a rule of docknet doctor`);
	if (isRuleOf(auditRules, unknown)) throw new UserError(`--only ${unknown}: that is a rule of docknet audit`);
	throw new UserError(`--only ${unknown}: there is no such rule${nearText(ids, unknown)}`);
}
