import type {Container} from '../model/container.js';
import type {Snapshot} from '../model/snapshot.js';
import type {Holder} from '../names/names-of-network.js';
import {type EffectiveName, effectiveNames, ownerOf} from '../names/resolve.js';
import type {Section} from './view.js';

/** As many as one reads; `dns --all` tells all. */
const mostShown = 60;

function isShortId({name, holders}: EffectiveName): boolean {
	return holders.some(({container}) => container?.id.startsWith(name) && name.length === 12);
}

function leadsTo({name, ipv4, ipv6}: Holder): string {
	return `${[ipv4, ipv6].filter(Boolean).join(' ')} (${name})`;
}

/** What may surprise: several that answer, and the same name on networks that are not asked. */
function remark({holders, shadowed}: EffectiveName): string {
	const several = holders.length > 1 ? [`${holders.length} answer, in turn`] : [];
	const hidden = shadowed.map(({network, holders: others}) => {
		const names = [...new Set(others.map(({name}) => name))].join(', ');
		return `hides ${names} on ${network.name}`;
	});
	return [...several, ...hidden].join('; ');
}

function whyNone(container: Container, snapshot: Snapshot): string {
	const owner = ownerOf(container, snapshot);
	if (!owner) return 'the container whose namespace it uses is gone';
	if (owner.networkMode === 'host') return 'it asks the name servers of the host, which know no containers';
	return 'the engine answers no names on its networks';
}

/** Names that resolve in a container, in the order in which its networks are asked; predicted. Aliases of others are known once they were read. */
export function effectiveNamesSection(container: Container, snapshot: Snapshot): Section {
	const names = effectiveNames(container, snapshot).filter(name => !isShortId(name));
	// What may surprise comes first, so that it is not cut off.
	const sorted = [...names.filter(remark), ...names.filter(name => !remark(name))];
	const rest = sorted.length - mostShown;
	return {
		title: `Names that resolve from here (predicted${rest > 0 ? `; ${rest} more are not shown` : ''})`,
		columns: ['name', 'leads to', 'network', 'note'],
		rows: sorted
			.slice(0, mostShown)
			.map(name => [name.name, name.holders.map(leadsTo).join(', '), name.network.name, remark(name)]),
		empty: whyNone(container, snapshot),
	};
}
