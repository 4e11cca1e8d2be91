import type {Container} from '../model/container.js';
import {effectiveNames} from '../names/resolve.js';
import {listed, runningContainers} from './members.js';
import type {Rule} from './rule.js';
import {aboutContainer, api} from './subjects.js';

/** As programs read NO_PROXY: a name, or the end of one; `*` is everything. */
function leftOut(exceptions: readonly string[]): (name: string) => boolean {
	const ends = exceptions.map(exception => exception.toLowerCase().replace(/^\*?\./, ''));
	return name => ends.some(end => end === '*' || name === end || name.endsWith(`.${end}`));
}

const usesProxy = ({details}: Container) =>
	(details?.proxy?.variables ?? []).filter(variable => /^(https?|all)_proxy$/i.test(variable));

export const connProxyEnv: Rule = {
	id: 'conn-proxy-env',
	title: 'Requests to neighbours go to a proxy',
	why: 'A proxy outside knows no names of containers: HTTP to a neighbour fails or hangs, other protocols work.',
	// Many programs that have a proxy set never talk HTTP to a neighbour.
	severity: 'low',
	*check(snapshot) {
		for (const container of runningContainers(snapshot)) {
			const variables = usesProxy(container);
			if (variables.length === 0) continue;
			const {name, details} = container;
			const exceptions = details?.proxy?.exceptions ?? [];
			const neighbours = effectiveNames(container, snapshot)
				// Nobody types a short id.
				.filter(each =>
					each.holders.some(({name: other, container: its}) => other !== name && !its?.id.startsWith(each.name)),
				)
				.map(each => each.name);
			const isLeftOut = leftOut(exceptions);
			const asked = neighbours.filter(each => !isLeftOut(each));
			if (asked.length === 0) continue;
			yield {
				confidence: 'predicted' as const,
				subject: aboutContainer(container),
				message: `${name} has ${listed(variables)} set, and NO_PROXY leaves out ${exceptions.length > 0 ? `only ${listed(exceptions)}` : 'nothing'}: HTTP requests to ${listed(asked)} go to the proxy.`,
				evidence: [
					api(`${name} Config.Env`, variables.join(', ')),
					api(`${name} Config.Env NO_PROXY`, exceptions.join(',') || 'not set', asked.join(',')),
				],
				fix: {
					title: `Make ${name} anew with the names left out`,
					commands: [`# --env NO_PROXY=${[...exceptions, ...asked].join(',')}`],
					sideEffects: [],
				},
			};
		}
	},
};
