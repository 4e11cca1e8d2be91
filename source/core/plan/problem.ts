/** What is wrong with one field of a draft; a `bad` one stops, a `warn` is only shown. The text is one sentence. */
export type DraftProblem = {readonly field: string; readonly tone: 'bad' | 'warn'; readonly text: string};

export function bad(field: string, text: string): DraftProblem {
	return {field, tone: 'bad', text};
}

export function warn(field: string, text: string): DraftProblem {
	return {field, tone: 'warn', text};
}
