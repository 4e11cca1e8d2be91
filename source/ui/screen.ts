import type {Overlay} from './overlay.js';
import type {UiState} from './state.js';

export type Region = {readonly width: number; readonly height: number};

/** Where everything is, in cells. Heights always add up to the terminal's. */
export type Screen = {
	/** Below 80×24: the tabs carry the engine's state and there is no header. */
	readonly compact: boolean;
	readonly width: number;
	readonly body: number;
	readonly arrangement: 'single' | 'stacked' | 'beside';
	readonly list: Region | undefined;
	readonly inspector: Region | undefined;
	readonly overlay: Region | undefined;
	/** What the overlay on top lies on, where that is another one: a question must not hide what it is about. */
	readonly beneath: {readonly overlay: Overlay; readonly region: Region} | undefined;
};

/** Overlays that fill the body, and can be read in less. */
const wholeBody: ReadonlySet<Overlay['kind']> = new Set(['matrix', 'explain', 'watch'] as const);

/** The question, what is typed, and some choices. */
const leastPrompt = 6;

/** How many lines an overlay would like, its frame included, of the `body` there is. */
function wanted(overlay: Overlay, body: number): number {
	switch (overlay.kind) {
		case 'filter':
		case 'search':
			return 0;
		case 'help':
		case 'matrix':
		case 'explain':
		case 'watch':
			return body;
		case 'prompt':
			return Math.min(body, Math.max(leastPrompt, Math.min(overlay.choices.length, 12) + 3));
		case 'form':
			return Math.min(body, Math.max(22, Math.floor(body * 0.75)));
		case 'plan':
			return Math.min(
				body,
				5 + overlay.plan.steps.length * 2 + overlay.plan.effects.length * 2 + (overlay.problem ? 2 : 0),
			);
		case 'probe':
			return Math.min(body, Math.max(16, Math.floor(body * 0.6)));
	}
}

/** The arrangement for a size: pure, so that a resize is only another call. */
export function screenOf(state: UiState): Screen {
	const {columns: width, rows} = state.size;
	const compact = width < 80 || rows < 24;
	const body = Math.max(1, rows - (compact ? 3 : 4));
	const [under, overlay] = [state.overlays.at(-2), state.overlays.at(-1)];
	const isOnAnother = under !== undefined && wholeBody.has(under.kind);
	const most = isOnAnother && overlay?.kind === 'prompt' ? Math.max(leastPrompt, Math.floor(body / 2)) : body;
	const height = overlay ? Math.min(most, wanted(overlay, body)) : 0;
	// A list of fewer than four lines helps nobody: the overlay then takes all.
	const overlayHeight = height > 0 && body - height < 5 ? body : height;
	const rest = body - overlayHeight;
	const base = {
		beneath: undefined,
		compact,
		width,
		body,
		overlay: overlayHeight > 0 ? {width, height: overlayHeight} : undefined,
	};
	const beneath = isOnAnother && rest > 0 ? {overlay: under, region: {width, height: rest}} : undefined;
	if (rest === 0 || beneath) return {...base, beneath, arrangement: 'single', list: undefined, inspector: undefined};
	const {zoomed} = state.inspector;
	if (zoomed || (state.focus === 'inspector' && !roomy(width, rest)))
		return {...base, arrangement: 'single', list: undefined, inspector: {width, height: rest}};
	if (width >= 160 && rest >= 12) {
		const side = Math.floor(width * 0.4);
		return {
			...base,
			arrangement: 'beside',
			list: {width: width - side - 1, height: rest},
			inspector: {width: side, height: rest},
		};
	}

	if (!roomy(width, rest)) return {...base, arrangement: 'single', list: {width, height: rest}, inspector: undefined};
	const lower = Math.floor(rest * 0.5);
	return {
		...base,
		arrangement: 'stacked',
		list: {width, height: rest - lower},
		inspector: {width, height: lower},
	};
}

/** Enough for both panes at once. */
function roomy(width: number, height: number): boolean {
	return height >= 26 || (width >= 160 && height >= 12);
}
