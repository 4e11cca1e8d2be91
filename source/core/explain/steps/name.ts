import type {Container} from '../../model/container.js';
import type {Holder} from '../../names/names-of-network.js';
import {answerTo, servedNetworks} from '../../names/resolve.js';
import {findContainer} from '../../plan/of-host.js';
import {identity} from '../../rules/dns-alias-collision.js';
import {api, networkList, type Path, type Step, step} from '../path.js';
import {unknownName} from '../unknown-name.js';
import {unresolved} from './unresolved.js';

const addressOf = ({ipv4, ipv6}: Holder) => ipv4 ?? ipv6 ?? 'no address';
const holders = (all: readonly Holder[]) => all.map(holder => `${holder.name} (${addressOf(holder)})`).join(', ');

/** Octets (RFC 1035). */
const longestLabel = 63;

/** What the target's name resolves to from the asking container. */
export function name(path: Path): ReturnType<Step> {
	const {resolution, question, from} = path;
	const {target} = question;
	if (!from.container && path.to.kind === 'outside' && !path.to.address)
		return step(
			'name',
			'unknown',
			`${unknownName(path)}: it is asked of the name servers of ${from.mode === 'outside' ? 'this machine' : 'the engine’s host'}`,
		);
	if (!resolution || resolution.by === 'literal' || !from.container) return undefined;
	const where = api(`${from.name} NetworkSettings.Networks`, networkList(from));
	const tooLong = target.split('.').find(label => label.length > longestLabel);
	if (tooLong && resolution.by !== 'hosts')
		return step('name', 'fail', `${target} never resolves: a part of a name has at most ${longestLabel} characters`, {
			evidence: [api(`${tooLong}: characters`, String(tooLong.length), `at most ${longestLabel}`)],
			finding: 'dns-label-too-long',
		});
	if (resolution.by === 'hosts') return byHostsFile(path, from.container, resolution.addresses);

	if (resolution.by === 'network') {
		const {network, holders: found, shadowed} = resolution;
		const distinct = new Set(found.map(identity));
		const answer = `${target} → ${found.map(addressOf).join(', ')} on ${network.name}`;
		if (distinct.size > 1) {
			return step(
				'name',
				'warn',
				`${answer}: ${distinct.size} ${found.some(({service}) => service) ? 'containers and services' : 'containers'} answer to this name, in random order: ${holders(found)}`,
				{
					evidence: found.map(holder =>
						api(`${network.name}: who is called ${target}`, `${holder.name} ${addressOf(holder)}`, 'one container'),
					),
					finding: 'dns-alias-collision',
				},
			);
		}

		if (
			shadowed.length > 0 &&
			shadowed.some(other => other.holders.some(({container}) => container !== found[0]?.container))
		) {
			const others = shadowed.map(other => `${other.network.name} (${holders(other.holders)})`).join('; ');
			return step('name', 'warn', `${answer}: it is asked first; the name exists also on ${others}`, {
				evidence: [
					where,
					...[{network, holders: found}, ...shadowed].map(each =>
						api(`${each.network.name}: who is called ${target}`, holders(each.holders)),
					),
				],
				finding: 'dns-name-shadowed-by-other-network',
				fix: {
					title: 'Name the network with it',
					commands: shadowed.map(other => `# ask for ${target}.${other.network.name} (${holders(other.holders)})`),
					sideEffects: [],
				},
			});
		}

		return step(
			'name',
			'pass',
			`${answer}${found[0]?.name === target ? '' : ` (${found[0]?.name})`}${namesake(path, found)}`,
			{
				evidence: [where],
			},
		);
	}

	return unresolved(path, resolution.by);
}

/** The container that is itself called so, and is not the one that answers: whoever types its name may mean it. */
function namesake({question: {from, target}, snapshot}: Path, found: readonly Holder[]): string {
	const other = findContainer(snapshot, from.host, target);
	if (!other || found.some(({container}) => container === other)) return '';
	const places = other.endpoints.map(({networkName}) => networkName).join(', ');
	return `, while the container ${target} is on ${places || 'no network'}`;
}

/** What /etc/hosts says goes first, also where the name leads elsewhere on the networks. */
function byHostsFile({question, snapshot, from}: Path, asker: Container, addresses: readonly string[]) {
	const {target} = question;
	const written = `${target} → ${addresses.join(', ')} by /etc/hosts`;
	const at = `${from.owner?.name ?? from.name}:/etc/hosts`;
	const known = answerTo(target.toLowerCase(), servedNetworks(asker, snapshot), snapshot);
	const right = known?.holders.flatMap(({ipv4, ipv6}) => [ipv4 ?? [], ipv6 ?? []].flat()) ?? [];
	const isOwn = known?.holders.some(({container}) => container === from.owner);
	if (!known || isOwn || addresses.some(address => right.includes(address)))
		return step('name', 'pass', written, {
			evidence: [{source: 'file', at, value: `${addresses[0]} ${target}`}],
		});
	return step('name', 'warn', `${written}, while on ${known.network.name} it is ${holders(known.holders)}`, {
		evidence: [{source: 'file', at, value: `${addresses[0]} ${target}`, expected: `${right[0]} ${target}`}],
		finding: 'dns-hosts-file-override',
		fix: {
			title: `Make ${from.owner?.name ?? from.name} anew without the line`,
			commands: [`# leave out: --add-host ${target}:${addresses[0]}`],
			sideEffects: ['The container is replaced: what it wrote outside of volumes is lost.'],
		},
	});
}
