import type {View} from './view.js';

/** What a person typed to narrow a list. */
export type Filter<Row> = {
	readonly test: (row: Row) => boolean;
	/** What is wrong with it, one sentence; the term at fault lets everything through. */
	readonly problem?: string;
	/** Nothing was asked: all rows pass. */
	readonly empty: boolean;
};

type Term = {readonly negated: boolean; readonly field?: string; readonly regex: boolean; readonly text: string};
type Test<Row> = (row: Row) => boolean;
type Texts<Row> = (row: Row) => string | readonly string[];

/** Longer texts are looked at by a pattern only this far: patterns must not make typing slow. */
const patternReach = 1000;

/** `!`, `field:`, `re:`, then a quoted phrase or anything up to a space. */
const termPattern = /(!?)(?:([a-z]+\d?):(?=[^:]|$))?(re:)?(?:"([^"]*)"?|(\S*))/gi;

function termsOf(text: string): readonly Term[] {
	return [...text.matchAll(termPattern)].flatMap(match => {
		const [whole, negated, field, regex, quoted, plain] = match;
		if (whole === '') return [];
		const isPattern = regex !== undefined || field?.toLowerCase() === 're';
		const named = field?.toLowerCase() === 're' ? undefined : field;
		return [{negated: negated === '!', field: named, regex: isPattern, text: quoted ?? plain ?? ''}];
	});
}

/** A repeated group (`(a+)+`) is what makes the time of a pattern explode. */
const repeatedGroup = /(?<!\\)\)[*+{]/;

function patternOf(text: string): RegExp | string {
	if (repeatedGroup.test(text))
		return `the pattern '${text}' repeats a group, which could take for ever: repeat single characters`;
	try {
		return new RegExp(text, 'i');
	} catch (error) {
		const reason = error instanceof Error ? error.message.replace(/^.*\/[a-z]*: /, '') : '';
		return `'${text}' is not a pattern${reason ? `: ${reason.toLowerCase()}` : ''}`;
	}
}

/** Texts that a view shows as columns and further ones that can be asked for. */
function fieldOf<Row>(view: View<Row>, name: string): Texts<Row> | undefined {
	const id = name.toLowerCase();
	return view.columns.find(column => column.id === id)?.text ?? view.fields?.[id];
}

/** A pattern sees each line by itself; a text is sought in all of them at once. */
function searchOf<Row>(view: View<Row>, byLine: boolean): Texts<Row> {
	return byLine ? row => view.search(row).split('\n') : view.search;
}

function build<Row>(term: Term, view: View<Row>): Test<Row> | {readonly problem: string} {
	const texts = term.field === undefined ? searchOf(view, term.regex) : fieldOf(view, term.field);
	if (!texts) {
		const fields = [...view.columns.map(({id}) => id), ...Object.keys(view.fields ?? {})];
		return {
			problem: `there is no field '${term.field}'; fields are ${fields.join(', ')} (quote a text that holds a colon)`,
		};
	}

	const all = (row: Row) => {
		const found = texts(row);
		return typeof found === 'string' ? [found] : found;
	};
	if (term.regex) {
		const pattern = patternOf(term.text);
		if (typeof pattern === 'string') return {problem: pattern};
		return row => all(row).some(text => pattern.test(text.slice(0, patternReach))) !== term.negated;
	}

	const wanted = term.text.toLowerCase();
	return row => all(row).some(text => text.toLowerCase().includes(wanted)) !== term.negated;
}

/**
 * Terms separated by spaces, all of which must hold: `text` anywhere, `field:text` in one column, `re:pattern` and
 * `field:re:pattern`, `"a phrase"`, `!` before any of them for its opposite. Upper and lower case alike.
 * A term without a text, as while typing, asks nothing.
 */
export function parseFilter<Row>(text: string, view: View<Row>): Filter<Row> {
	const built = termsOf(text)
		.filter(term => term.text !== '')
		.map(term => build(term, view));
	const tests = built.filter(test => typeof test === 'function');
	const problem = built.find(test => typeof test !== 'function')?.problem;
	return {test: row => tests.every(test => test(row)), problem, empty: tests.length === 0};
}
