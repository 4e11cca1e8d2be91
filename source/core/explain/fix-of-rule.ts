import type {Fix} from '../model/finding.js';
import {doctorRules} from '../rules/all.js';
import {runRules} from '../rules/run-rules.js';
import type {Explanation} from './explanation.js';
import {type Path, targetEnd} from './path.js';

/** What doctor says to do about the cause, of the first of these that it is about: the target, the asker, their networks. */
export function fixOfRule({cause}: Explanation, path: Path): Fix | undefined {
	const {from, snapshot, question} = path;
	const to = targetEnd(path);
	const ends = [to?.container, to?.owner, from.container, from.owner];
	const networks = [to, from].flatMap(end => end?.networks ?? []).map(({network}) => network);
	const rules = doctorRules.filter(({id}) => id === cause);
	const {findings} = runRules(rules, snapshot, question.from.host);
	const service = path.to.kind === 'service' || path.to.kind === 'mesh' ? path.to.service : undefined;
	const about = [...ends, service, ...networks].flatMap(
		each => findings.find(({subject}) => subject.id === each?.id) ?? [],
	);
	return about.find(({fix}) => fix)?.fix;
}
