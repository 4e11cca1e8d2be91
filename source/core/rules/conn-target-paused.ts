import {quote} from '../plan/quote.js';
import type {Rule} from './rule.js';
import {aboutContainer, api} from './subjects.js';

export const connTargetPaused: Rule = {
	id: 'conn-target-paused',
	title: 'A container is paused',
	why: 'Its kernel side still answers pings and accepts connections, and its processes never answer.',
	severity: 'high',
	*check({containers}) {
		for (const container of containers.values()) {
			const {name, state} = container;
			if (state !== 'paused') continue;
			yield {
				confidence: 'observed' as const,
				subject: aboutContainer(container),
				message: `${name} is paused: it still answers pings and accepts connections, and then nothing comes; who talks to it hangs.`,
				evidence: [api(`${name} State.Status`, 'paused', 'running')],
				fix: {title: `Let ${name} go on`, commands: [`docker unpause ${quote(name)}`], sideEffects: []},
			};
		}
	},
};
