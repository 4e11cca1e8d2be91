import {parentsInUse} from '../../core/plan/parents.js';
import type {Field, FormContext} from './form.js';
import {hasParent} from './network-values.js';

const modes: Readonly<Record<string, readonly string[]>> = {
	macvlan: ['bridge', 'private', 'vepa', 'passthru'],
	ipvlan: ['l2', 'l3', 'l3s'],
};

/** Fields of macvlan and ipvlan: the interface of the host that the containers share. */
export function parentFields(driver: string, {snapshot, host}: FormContext): readonly Field[] {
	if (!hasParent(driver)) return [];
	const parents = parentsInUse(snapshot, host);
	return [
		{
			id: 'parent',
			label: 'Parent interface',
			kind: 'text',
			choices: parents,
			suggestion: parents[0],
			hint: "The host's interface that the containers share: eth0. Without one the network would have no way out.",
		},
		{
			id: 'vlan',
			label: 'VLAN id',
			kind: 'text',
			hint: 'A tagged VLAN of the parent, 1–4094: the engine makes the interface parent.id. Empty: untagged.',
		},
		{
			id: 'mode',
			label: 'Mode',
			kind: 'choice',
			choices: modes[driver],
			hint:
				driver === 'macvlan'
					? 'bridge: containers reach each other; private: they do not; vepa: by the switch; passthru: one only.'
					: "l2: on the LAN's own subnet; l3: the host routes, no broadcast; l3s: l3 with the host's firewall.",
		},
		...(driver === 'ipvlan'
			? [
					{
						id: 'flag',
						label: 'Flag',
						kind: 'choice',
						choices: ['bridge', 'private', 'vepa'],
						hint: 'Whether the containers reach each other: bridge yes, private no, vepa by the switch.',
						advanced: true,
					} as const,
				]
			: []),
	];
}
