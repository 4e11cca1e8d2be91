import type {Container} from '../model/container.js';
import type {NameCheck, NameChecks} from '../model/observation.js';
import {keyOf} from '../model/reference.js';
import type {Snapshot} from '../model/snapshot.js';
import {checkText, countText, currentCheck} from '../names/check.js';
import type {Holder} from '../names/names-of-network.js';
import {type EffectiveName, effectiveNames, ownerOf} from '../names/resolve.js';
import {isoDate} from '../text/formats.js';
import type {Section} from './view.js';

/** As many as one reads; `dns --all` tells all. */
const mostShown = 60;

function isShortId({name, holders}: EffectiveName): boolean {
	return holders.some(({container}) => container?.id.startsWith(name) && name.length === 12);
}

/** The container's name only where it is not the one that was asked. */
function leadsTo({name, ipv4, ipv6}: Holder, asked: string): string {
	const addresses = [ipv4, ipv6].filter(Boolean).join(' ');
	return name.toLowerCase() === asked ? addresses : `${addresses} (${name})`;
}

/** What may surprise: several that answer, and the same name on networks that are not asked. */
function remark({holders, shadowed}: EffectiveName): string {
	const several = holders.length > 1 ? [`${holders.length} answer, in turn`] : [];
	const own = new Set(holders.map(({name}) => name));
	const hidden = shadowed.map(({network, holders: others}) => {
		const names = [...new Set(others.map(({name}) => name))];
		// The same containers, on another network: whichever is asked, they are meant.
		const isSame = names.length === own.size && names.every(name => own.has(name));
		return isSame ? `also on ${network.name}` : `hides ${names.join(', ')} on ${network.name}`;
	});
	return [...several, ...hidden].join('; ');
}

function whyNone(container: Container, snapshot: Snapshot): string {
	const owner = ownerOf(container, snapshot);
	if (!owner) return 'the container whose namespace it uses is gone';
	if (owner.networkMode === 'host') return 'it asks the name servers of the host, which know no containers';
	return 'the engine answers no names on its networks';
}

/** What may surprise comes first, so that it is not cut off. */
function sortedNames(container: Container, snapshot: Snapshot): readonly EffectiveName[] {
	const names = effectiveNames(container, snapshot).filter(name => !isShortId(name));
	return [...names.filter(remark), ...names.filter(name => !remark(name))];
}

/** The names that the section has a row of. */
export function shownNames(container: Container, snapshot: Snapshot): readonly EffectiveName[] {
	return sortedNames(container, snapshot).slice(0, mostShown);
}

/** When names were looked up, and how many agree; of a prediction that has changed since nothing is said. */
function remarkOnChecks(current: readonly (NameCheck | undefined)[], names: NameChecks | undefined): string {
	if (!names) return 'l in the explorer checks them';
	return `looked up ${isoDate(names.at).slice(11)}: ${countText(current.filter(check => check !== undefined))}`;
}

/**
 * Names that resolve in a container, in the order in which its networks are asked: predicted, and what a check of them said.
 * Aliases of others are known once they were read.
 */
export function effectiveNamesSection(container: Container, snapshot: Snapshot): Section {
	const sorted = sortedNames(container, snapshot);
	const shown = sorted.slice(0, mostShown);
	const rest = sorted.length - shown.length;
	const {names} = snapshot.observations.get(keyOf(container)) ?? {};
	const checks = shown.map(name => currentCheck(name, names?.checks));
	return {
		title: `Names that resolve from here (predicted; ${remarkOnChecks(checks, names)}${rest > 0 ? `; ${rest} more are not shown` : ''})`,
		columns: ['name', ...(names ? ['checked'] : []), 'leads to', 'network', 'note'],
		rows: shown.map((name, index) => {
			const check = checks[index];
			const checked = check ? checkText(check) : 'not since it changed';
			return [
				name.name,
				...(names ? [checked] : []),
				name.holders.map(holder => leadsTo(holder, name.name)).join(', '),
				name.network.name,
				remark(name),
			];
		}),
		empty: whyNone(container, snapshot),
	};
}
