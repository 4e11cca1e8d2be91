import type {Evidence, Finding} from '../model/finding.js';

/** Findings that say the same but for whom: the first in full, of the others the names and the commands are enough. */
export type Group = {readonly first: Finding; readonly others: readonly Finding[]};

/** What is said, without the name of whom it is said. */
function wordsOf({id, severity, confidence, subject, message, evidence, fix}: Finding): string {
	const said = JSON.stringify([message, evidence, fix?.title, fix?.commands, fix?.sideEffects]);
	return [id, severity, confidence, subject.kind, said.replaceAll(subject.name, '\u0000')].join(' ');
}

/** In the order of their first. */
export function groupsOf(findings: readonly Finding[]): readonly Group[] {
	const groups = new Map<string, {first: Finding; others: Finding[]}>();
	for (const finding of findings) {
		const words = wordsOf(finding);
		const group = groups.get(words);
		if (group) group.others.push(finding);
		else groups.set(words, {first: finding, others: []});
	}

	return [...groups.values()];
}

const mostEvidence = 10;

/** What a person reads of it, and how many there are besides: a range of ports has one for each. */
export function evidenceOf({first}: Group): {readonly shown: readonly Evidence[]; readonly more: number} {
	const shown = first.evidence.slice(0, mostEvidence);
	return {shown, more: first.evidence.length - shown.length};
}

export function commandsOf({first, others}: Group): readonly string[] {
	return [...new Set([first, ...others].flatMap(({fix}) => fix?.commands ?? []))];
}
