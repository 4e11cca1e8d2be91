import type {Evidence, Fix} from '../../model/finding.js';
import type {Observed} from '../conclude.js';
import type {PathStep} from '../explanation.js';
import type {Path} from '../path.js';
import {withPort} from '../target.js';

export type Case = {readonly path: Path; readonly observed: Observed; readonly steps: readonly PathStep[]};

/** The path was predicted to work, or not known to fail, and the probe failed: what that means. */
export type Contradiction = {
	/** Undefined: more than one fault may be to blame. */
	readonly finding?: string;
	readonly applies: (found: Case) => boolean;
	readonly title: (found: Case) => string;
	/** Besides what was measured. */
	readonly evidence?: (found: Case) => readonly Evidence[];
	readonly fix?: (found: Case) => Fix;
	readonly suspects?: readonly string[];
};

export const outcomeOf = ({observed}: Case) => observed.probe.result?.result;
export const isRefused = (found: Case) => outcomeOf(found) === 'refused';
/** By UDP silence proves nothing: not every program answers. */
export const isSilent = (found: Case) =>
	['unreachable', 'loss', ...(found.observed.probe.kind === 'udp' ? [] : ['timeout'])].includes(outcomeOf(found) ?? '');
export const isOk = (probed: Observed['fromHost']) => probed?.result?.result === 'ok';

/** `db:5432`, as asked. */
export const asked = ({path: {question}}: Case) => withPort(question.target, question.port);
export const asker = ({path: {from}}: Case) => from.name;
