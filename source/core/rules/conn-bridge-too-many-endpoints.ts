import {failedStarts} from './failed-starts.js';
import {dockerNetworks, runningOn} from './members.js';
import type {Rule} from './rule.js';
import {aboutNetwork, api} from './subjects.js';

/** A Linux bridge has at most 1023 ports. */
const many = 900;

const divide = {title: 'Divide the containers among several networks', commands: [], sideEffects: []};

export const connBridgeTooManyEndpoints: Rule = {
	id: 'conn-bridge-too-many-endpoints',
	title: 'A bridge is nearly full',
	why: 'Linux bridges become unreliable at about 1,000 containers, and the next ones cannot start.',
	severity: 'medium',
	*check(snapshot) {
		for (const {subject, at, error} of failedStarts(connBridgeTooManyEndpoints.id, snapshot)) {
			yield {
				severity: 'high',
				confidence: 'observed',
				subject,
				message: `${subject.name} did not start: the bridge of its network has no place for another interface (${error}).`,
				evidence: [api(at, error)],
				fix: divide,
			};
		}

		for (const network of dockerNetworks(snapshot)) {
			if (network.driver !== 'bridge' && network.driver !== 'overlay') continue;
			const count = runningOn(network, snapshot).length;
			if (count < many) continue;
			yield {
				confidence: 'predicted' as const,
				subject: aboutNetwork(network),
				message: `${network.name} has ${count} running containers on this engine; its bridge takes at most 1023, and becomes unreliable before.`,
				evidence: [api(`${network.name} Containers`, `${count}`, `fewer than ${many}`)],
				fix: divide,
			};
		}
	},
};
