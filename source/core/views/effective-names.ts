import type {Container} from '../model/container.js';
import type {NameCheck, NameChecks} from '../model/observation.js';
import {keyOf} from '../model/reference.js';
import {emptySnapshot, type Snapshot} from '../model/snapshot.js';
import {checkText, countText, currentCheck} from '../names/check.js';
import type {Holder} from '../names/names-of-network.js';
import {namersOf, namesOfContainer, type WrittenName} from '../names/of-container.js';
import {type EffectiveName, ownerOf} from '../names/resolve.js';
import {isoDate} from '../text/formats.js';
import {lastCall} from './memo.js';
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
function sorted(effective: readonly EffectiveName[]): readonly EffectiveName[] {
	const names = effective.filter(name => !isShortId(name));
	return [...names.filter(remark), ...names.filter(name => !remark(name))];
}

/** The names of its networks that the section has a row of: these can be looked up. */
export function shownNames(container: Container, snapshot: Snapshot): readonly EffectiveName[] {
	return sorted(namesOfContainer(container, snapshot).effective).slice(0, mostShown);
}

/** What the name would lead to, were it not in the hosts file. */
function hiddenRemark({hidden}: WrittenName): string {
	if (!hidden) return '';
	const answers = [hidden, ...hidden.shadowed];
	return `hides ${answers.map(({network, holders}) => `${holders.map(({name}) => name).join(', ')} on ${network.name}`).join('; ')}`;
}

/** When names were looked up, and how many agree; of a prediction that has changed since nothing is said. */
function remarkOnChecks(current: readonly (NameCheck | undefined)[], names: NameChecks | undefined): string {
	if (!names) return 'l in the explorer checks them';
	return `looked up ${isoDate(names.at).slice(11)}: ${countText(current.filter(check => check !== undefined))}`;
}

/**
 * Names that resolve in a container, those of its hosts file first, then in the order in which its networks are asked: predicted,
 * and what a check of them said. Aliases of others are known once they were read.
 */
export function effectiveNamesSection(
	container: Container,
	{hosts, networks, containers, swarms, observations}: Snapshot,
): Section {
	return sectionFrom(container, hosts, networks, containers, swarms, observations);
}

/** Not anew with each reading of traffic. */
const sectionFrom = lastCall(
	(
		container: Container,
		hosts: Snapshot['hosts'],
		networks: Snapshot['networks'],
		containers: Snapshot['containers'],
		swarms: Snapshot['swarms'],
		observations: Snapshot['observations'],
	) => make(container, {...emptySnapshot, hosts, networks, containers, swarms, observations}),
);

function make(container: Container, snapshot: Snapshot): Section {
	const {written, effective} = namesOfContainer(container, snapshot);
	const listed = sorted(effective);
	const shown = listed.slice(0, mostShown);
	const ids = effective.length - listed.length;
	const rest = listed.length - shown.length;
	const unread = namersOf(container, snapshot).filter(({detailed}) => !detailed).length;
	const {names} = snapshot.observations.get(keyOf(container)) ?? {};
	const checks = shown.map(name => currentCheck(name, names?.checks));
	const remarks = [
		'predicted',
		remarkOnChecks(checks, names),
		...(unread > 0 ? [`aliases of ${unread} ${unread === 1 ? 'container' : 'containers'} are not read yet`] : []),
		...(ids > 0 ? [`${ids} container ${ids === 1 ? 'id is' : 'ids are'} left out`] : []),
		...(rest > 0 ? [`${rest} more are not shown`] : []),
	];
	return {
		title: `Names that resolve from here (${remarks.join('; ')})`,
		columns: ['name', ...(names ? ['checked'] : []), 'leads to', 'network', 'note'],
		rows: [
			...written.map(each => [
				each.name,
				...(names ? ['not looked up'] : []),
				each.addresses.join(' '),
				'/etc/hosts',
				hiddenRemark(each),
			]),
			...shown.map((name, index) => {
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
		],
		empty: whyNone(container, snapshot),
	};
}
