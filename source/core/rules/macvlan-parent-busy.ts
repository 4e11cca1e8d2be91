import type {Evidence} from '../model/finding.js';
import type {Snapshot} from '../model/snapshot.js';
import {membershipsOf} from '../plan/endpoint-order.js';
import {networksOf} from '../plan/of-host.js';
import {type FailedStart, failedStarts} from './failed-starts.js';
import type {Rule} from './rule.js';
import {api} from './subjects.js';

/** The parent of the networks that it is to join, and who else has it. */
export function parentsOf({container}: FailedStart, snapshot: Snapshot): readonly Evidence[] {
	const own = container ? membershipsOf(container, snapshot).map(({network}) => network) : [];
	const parents = own.flatMap(({options}) => options.parent ?? []);
	return networksOf(snapshot, container?.host ?? '')
		.filter(({options}) => options.parent !== undefined && parents.includes(options.parent))
		.map(({name, driver, options}) => api(`${name} Options.parent`, `${options.parent} (${driver})`));
}

export const macvlanParentBusy: Rule = {
	id: 'macvlan-parent-busy',
	title: 'No macvlan or ipvlan interface can be made on the parent',
	why: 'An interface is the parent of macvlan or of ipvlan, not of both, and not if it is part of a bridge; and the kernel must have the driver.',
	severity: 'high',
	*check(snapshot) {
		for (const failed of failedStarts(macvlanParentBusy.id, snapshot)) {
			const {subject, at, error} = failed;
			const driver = /ipvlan/i.test(error) ? 'ipvlan' : 'macvlan';
			const isLacking = /not supported/i.test(error);
			yield {
				confidence: 'observed',
				subject,
				message: `${subject.name} did not come up: ${isLacking ? `the kernel of the host cannot make ${driver} interfaces` : 'the parent interface is in other use'} (${error}).`,
				evidence: [api(at, error), ...parentsOf(failed, snapshot)],
				fix: isLacking
					? {
							title: `Load the kernel’s ${driver}; where the kernel was upgraded, restart the host first`,
							commands: [`modprobe ${driver}`],
							sideEffects: [],
						}
					: {
							title: 'Use a VLAN of the interface, the bridge or bond above it, or one driver only',
							commands: ['ip -d link show', 'docker network ls --filter driver=macvlan --filter driver=ipvlan'],
							sideEffects: [],
						},
			};
		}
	},
};
