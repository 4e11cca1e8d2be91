import type {Binding} from '../binding.js';
import type {Explorer} from '../explorer.js';
import {choose} from './choose.js';
import {explain, explainFrom, watch, watchFromPlace} from './explain.js';
import {probe} from './probe.js';
import {type Enquiry, enquiries} from './probe-enquiries.js';
import {throughput} from './probe-throughput.js';
import {noRow} from './vantage.js';

const places = {
	networks: {suffix: 'in-network', whom: 'a container here'},
	containers: {suffix: 'from-container', whom: 'this container'},
} as const;

/** A probe as it is asked for: those without a key are in the palette, and among the other probes. */
type Way = Pick<Enquiry, 'id' | 'key' | 'hint' | 'purpose'> & {readonly run: Binding['run']};

const ways: readonly Way[] = [
	...enquiries.map(enquiry => ({...enquiry, run: (explorer: Explorer) => probe(explorer, enquiry)})),
	{id: 'throughput', purpose: 'Throughput from', run: explorer => throughput(explorer, 'Throughput from')},
];

export function probeKeys(scope: keyof typeof places): readonly Binding[] {
	const {suffix, whom} = places[scope];
	const bindingOf = ({id, key, hint, purpose, run}: Way): Binding => ({
		id: `${id}-${suffix}`,
		keys: key ? [key] : [],
		title: `${purpose} ${whom}`,
		hint,
		scope,
		disabled: noRow,
		run,
	});
	const others = ways.filter(({key}) => !key);
	return [
		{
			id: `explain-${suffix}`,
			keys: ['e'],
			title: `Explain a path from ${whom}`,
			hint: 'explain',
			scope,
			disabled: noRow,
			run: explain,
		},
		{
			id: `watch-${suffix}`,
			keys: ['w'],
			title: `Watch a path from ${whom}, once a second`,
			scope,
			disabled: noRow,
			run: watch,
		},
		...ways.map(bindingOf),
		{
			id: `other-probe-${suffix}`,
			keys: ['o'],
			title: `Other probes from ${whom}`,
			hint: 'probes',
			scope,
			disabled: noRow,
			run: explorer =>
				choose(
					explorer,
					`Which probe from ${whom}?`,
					others.map(({id, purpose}) => ({value: id, label: `${purpose} ${whom}`})),
					chosen => others.find(({id}) => id === chosen)?.run(explorer),
					{always: true},
				),
		},
	];
}

/** From where no container is, so without a key: in the palette. */
export const pathsFromElsewhere: readonly Binding[] = (['host', 'outside'] as const).flatMap(kind => {
	const whom = kind === 'host' ? "the engine's host" : 'outside: the machine on which docknet runs';
	const common = {keys: [], scope: 'global'} as const;
	return [
		{...common, id: `explain-from-${kind}`, title: `Explain a path from ${whom}`, run: x => explainFrom(x, kind)},
		{...common, id: `watch-from-${kind}`, title: `Watch a path from ${whom}`, run: x => watchFromPlace(x, kind)},
	] satisfies readonly Binding[];
});
