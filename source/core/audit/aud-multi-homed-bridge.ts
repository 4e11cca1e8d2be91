import type {Container} from '../model/container.js';
import type {Evidence} from '../model/finding.js';
import {membershipsOf} from '../plan/endpoint-order.js';
import type {Rule} from '../rules/rule.js';
import {api} from '../rules/subjects.js';
import {containerFound, ownContainers} from './found.js';

const many = 3;
const forwarding = 'net.ipv4.ip_forward';

/** What lets it pass packets between its networks. */
function routing({name, details}: Container): readonly Evidence[] {
	if (!details) return [];
	const {privileged, capabilitiesAdded, sysctls} = details;
	const right = capabilitiesAdded.find(each => each === 'NET_ADMIN' || each === 'ALL');
	return [
		...(privileged ? [api(`${name} HostConfig.Privileged`, 'true', 'false')] : []),
		...(right ? [api(`${name} HostConfig.CapAdd`, right, 'not added')] : []),
		...(sysctls[forwarding] === '1' ? [api(`${name} HostConfig.Sysctls.${forwarding}`, '1', 'not set')] : []),
	];
}

export const audMultiHomedBridge: Rule = {
	id: 'aud-multi-homed-bridge',
	title: 'Container joins networks that are kept apart',
	why: 'Who takes it over stands in all of them at once, and which one is its way out is easily not the one that was meant.',
	severity: 'low',
	*check(snapshot) {
		for (const container of ownContainers(snapshot)) {
			const networks = membershipsOf(container, snapshot).map(({network}) => network);
			const closed = networks.filter(({internal}) => internal);
			const rights = closed.length > 0 && closed.length < networks.length ? routing(container) : [];
			if (networks.length < many && rights.length === 0) continue;
			const names = networks.map(({name}) => name).join(', ');
			yield containerFound(container, {
				message:
					rights.length > 0
						? `${container.name} is on ${names}, of which ${closed.map(({name}) => name).join(', ')} must not lead out, and may route between them.`
						: `${container.name} is on ${networks.length} networks (${names}): whoever takes it over reaches all of them.`,
				evidence: [api(`${container.name} NetworkSettings.Networks`, names, `fewer than ${many}`), ...rights],
				fix: {
					title: 'Let a proxy of its own stand between two networks, and set --gw-priority where the way out matters',
					commands: [],
					sideEffects: [],
				},
			});
		}
	},
};
