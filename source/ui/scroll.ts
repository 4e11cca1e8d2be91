/** What is scrolled through: the lines there are, and those that fit. */
export type Extent = {readonly length: number; readonly rows: number};

/** The first line on screen: a content that became shorter is never scrolled past its end. */
export function shownTop(top: number, {length, rows}: Extent): number {
	return Math.max(0, Math.min(top, length - rows));
}

/** The first line after scrolling: from what is on screen, so that the way back begins with the first key. */
export function scrolledTop(top: number, by: number, extent: Extent): number {
	return shownTop(Math.max(0, shownTop(top, extent) + by), extent);
}

/** `  (4–13 of 20)`, where there is more than fits. */
export function extentText(top: number, {length, rows}: Extent): string {
	return length > rows ? `  (${top + 1}–${Math.min(length, top + rows)} of ${length})` : '';
}
