import type {Cell, Section} from './view.js';

export type Line = {readonly label: string; readonly value: Cell};

/** Lines whose value is not known or empty are left out. */
export function lines(
	title: string,
	all: readonly {readonly label: string; readonly value: Cell | undefined}[],
): Section {
	return {title, lines: all.filter((line): line is Line => line.value !== undefined && line.value !== '')};
}

export function labelsSection(labels: Readonly<Record<string, string>>): Section {
	return {title: 'Labels', columns: ['label', 'value'], rows: Object.entries(labels), empty: 'no labels'};
}
