import {asked, asker, type Contradiction, isRefused} from './contradictions/contradiction.js';
import {forbidden} from './contradictions/forbidden.js';
import {nameContradictions} from './contradictions/names.js';
import {outsideContradictions} from './contradictions/outside.js';
import {overlayContradictions} from './contradictions/overlay.js';
import {publishedContradictions} from './contradictions/published.js';
import {targetContradictions} from './contradictions/target.js';

/** First match wins. */
export const contradictions: readonly Contradiction[] = [
	forbidden,
	...nameContradictions,
	{
		finding: 'dns-alias-collision',
		applies: found => isRefused(found) && found.steps.some(({finding}) => finding === 'dns-alias-collision'),
		title: found =>
			`this time ${asker(found)} was led to a container that refuses ${asked(found)}: the name has several owners`,
	},
	...overlayContradictions,
	...outsideContradictions,
	...publishedContradictions,
	...targetContradictions,
];
