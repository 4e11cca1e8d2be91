import type {Explorer} from '../explorer.js';

/** Frames for what changes many times a second. */
const frameMs = 50;

let serial = 0;

export type Progress = {
	/** How far it is, for a person. */
	readonly tell: (text: string) => void;
	readonly end: () => void;
};

/** Keeps in sight how far something is: at once, then the newest a few times a second. */
export function progressOf(explorer: Explorer): Progress {
	serial++;
	const task = `${serial}`;
	let latest: string | undefined;
	let shown: string | undefined;
	let frame: NodeJS.Timeout | undefined;
	const show = () => {
		frame = undefined;
		if (latest === shown) return;
		shown = latest;
		explorer.send({type: 'progress', task, text: latest});
		frame = setTimeout(show, frameMs);
	};
	return {
		tell(text) {
			latest = text;
			if (!frame) show();
		},
		end() {
			clearTimeout(frame);
			latest = undefined;
			show();
		},
	};
}
