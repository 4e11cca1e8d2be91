import {isShortLived} from '../rules/members.js';
import type {Rule} from '../rules/rule.js';
import {api} from '../rules/subjects.js';
import {containerFound, ownContainers, runAgain, withoutContainerDetails} from './found.js';

export const audNoHealthcheck: Rule = {
	id: 'aud-no-healthcheck',
	title: 'Container has no health check',
	why: 'A program that hangs counts as running: nobody is told, and its name keeps leading to it.',
	severity: 'low',
	benchmark: '4.6, 5.27',
	skip: withoutContainerDetails,
	*check(snapshot) {
		for (const container of ownContainers(snapshot)) {
			const {details, state, health} = container;
			if (!details || state !== 'running' || health !== undefined || isShortLived(container)) continue;
			const check = details.healthCheck;
			if (check && check[0] !== 'NONE') continue;
			yield containerFound(container, {
				message: `${container.name} has no health check: when its program hangs, the engine goes on calling it running.`,
				evidence: [api(`${container.name} Config.Healthcheck`, check?.join(' ') ?? 'not set', 'a command')],
				fix: runAgain(container, 'with --health-cmd, or with HEALTHCHECK in its image'),
			});
		}
	},
};
