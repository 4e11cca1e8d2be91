import {quote} from '../plan/quote.js';
import type {Rule} from './rule.js';
import {aboutContainer, api} from './subjects.js';

export const connTargetUnhealthy: Rule = {
	id: 'conn-target-unhealthy',
	title: 'A container is unhealthy',
	why: 'The engine keeps leading others to it: its network is fine, its program is not.',
	severity: 'high',
	*check({containers}) {
		for (const container of containers.values()) {
			const {name, state, health, details} = container;
			if (state !== 'running' || health !== 'unhealthy') continue;
			const {lastHealth, healthCheck} = details ?? {};
			const output = lastHealth?.output.trim() ?? '';
			yield {
				confidence: 'observed' as const,
				subject: aboutContainer(container),
				message: `${name} fails its health check${output ? ` (${output})` : ''}: others are still led to it, and get no good answer.`,
				evidence: [
					api(`${name} State.Health.Status`, 'unhealthy', 'healthy'),
					...(lastHealth
						? [api(`${name} State.Health.Log`, `exit code ${lastHealth.exitCode}: ${output}`, 'exit code 0')]
						: []),
					...(healthCheck ? [api(`${name} Config.Healthcheck.Test`, healthCheck.join(' '))] : []),
				],
				fix: {title: `See what ${name} says`, commands: [`docker logs --tail 50 ${quote(name)}`], sideEffects: []},
			};
		}
	},
};
