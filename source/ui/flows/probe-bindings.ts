import type {Binding} from '../binding.js';
import {choose} from './choose.js';
import {probe} from './probe.js';
import {type Enquiry, enquiries} from './probe-enquiries.js';
import {noRow} from './vantage.js';

const places = {
	networks: {suffix: 'in-network', whom: 'a container of this network'},
	containers: {suffix: 'from-container', whom: 'this container'},
} as const;

/** Every probe as a key or, where it has none, as a line of the palette; the latter share a key as well. */
export function probeKeys(scope: keyof typeof places): readonly Binding[] {
	const {suffix, whom} = places[scope];
	const bindingOf = (enquiry: Enquiry): Binding => ({
		id: `${enquiry.id}-${suffix}`,
		keys: enquiry.key ? [enquiry.key] : [],
		title: `${enquiry.purpose} ${whom}`,
		hint: enquiry.hint,
		scope,
		disabled: noRow,
		run: explorer => probe(explorer, enquiry),
	});
	const others = enquiries.filter(({key}) => !key);
	return [
		...enquiries.map(bindingOf),
		{
			id: `other-probe-${suffix}`,
			keys: ['o'],
			title: `Other probes from ${whom}`,
			hint: 'other probes',
			scope,
			disabled: noRow,
			run: explorer =>
				choose(
					explorer,
					`Which probe from ${whom}?`,
					others.map(({id, purpose}) => ({value: id, label: `${purpose} ${whom}`})),
					id => {
						const chosen = others.find(other => other.id === id);
						if (chosen) probe(explorer, chosen);
					},
					{always: true},
				),
		},
	];
}
