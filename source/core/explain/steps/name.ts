import {parseAddress} from '../../ip/address.js';
import type {Container} from '../../model/container.js';
import type {Holder} from '../../names/names-of-network.js';
import {answerTo, hasNameService, servedNetworks} from '../../names/resolve.js';
import {gatewayOf, type Membership} from '../../plan/endpoint-order.js';
import {quote} from '../../plan/quote.js';
import type {End} from '../ends.js';
import {api, networkList, type Path, type Step, step} from '../path.js';
import {withPort} from '../target.js';
import {unknownName} from '../unknown-name.js';

const addressOf = ({ipv4, ipv6}: Holder) => ipv4 ?? ipv6 ?? 'no address';
const holders = (all: readonly Holder[]) => all.map(holder => `${holder.name} (${addressOf(holder)})`).join(', ');

/** Octets (RFC 1035). */
const longestLabel = 63;

/** What the target's name resolves to from the asking container. */
export function name(path: Path): ReturnType<Step> {
	const {resolution, question, from} = path;
	const {target} = question;
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
		const distinct = new Set(found.map(holder => holder.container?.id ?? holder.service?.id ?? addressOf(holder)));
		const answer = `${target} → ${found.map(addressOf).join(', ')} on ${network.name}`;
		const isService = found.some(({service}) => service);
		if (distinct.size > 1 && !isService) {
			return step(
				'name',
				'warn',
				`${answer}: ${distinct.size} containers answer to this name, in random order: ${holders(found)}`,
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

		return step('name', 'pass', `${answer}${found[0]?.name === target ? '' : ` (${found[0]?.name})`}`, {
			evidence: [where],
		});
	}

	return unresolved(path, resolution.by);
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

function unresolved(path: Path, by: 'upstream' | 'nobody'): ReturnType<Step> {
	const {from, to, question} = path;
	const {target} = question;
	const where = api(`${from.name} NetworkSettings.Networks`, networkList(from));
	if (from.mode === 'none')
		return step('name', 'fail', `${target} cannot be looked up: ${from.name} has no network`, {
			evidence: [where],
			finding: 'netns-none',
		});
	if (to.kind === 'container') {
		const other = to.end;
		const state = other.container?.state;
		if (from.mode === 'host')
			return step(
				'name',
				'fail',
				`${target} does not resolve: ${from.name} uses the host's name servers, which know no containers`,
				{
					evidence: [api(`${from.name} HostConfig.NetworkMode`, 'host')],
					finding: 'dns-host-or-none-mode',
				},
			);
		if (state !== 'running' && state !== 'paused')
			return step('name', 'fail', `${target} does not resolve: ${other.name} does not run, so nobody has the name`, {
				evidence: [api(`${other.name} State.Status`, state ?? 'gone', 'running')],
				finding: 'dns-target-not-running',
			});
		if (other.mode === 'host') {
			const gateway = gatewayOf(from.networks, 4)?.endpoint.gateway;
			return step('name', 'fail', `${target} does not resolve: ${other.name} uses the network of the engine’s host`, {
				evidence: [api(`${other.name} HostConfig.NetworkMode`, 'host')],
				finding: 'dns-no-shared-network',
				...(gateway && {
					fix: {
						title: 'Ask for the host by its address on a network of the asker',
						commands: [`# ${withPort(gateway, question.port)} instead of ${withPort(target, question.port)}`],
						sideEffects: [],
					},
				}),
			});
		}

		if (other.owner && other.owner !== other.container)
			return step(
				'name',
				'fail',
				`${target} does not resolve: ${other.name} is in the network namespace of ${other.owner.name}, and has no name of its own there`,
				{
					evidence: [api(`${other.name} HostConfig.NetworkMode`, other.container?.networkMode ?? '')],
					finding: 'dns-no-shared-network',
					fix: {
						title: `Ask for ${other.owner.name}`,
						commands: [`# ${withPort(other.owner.name, question.port)} instead of ${withPort(target, question.port)}`],
						sideEffects: [],
					},
				},
			);
		const common = from.networks.filter(({network}) => other.networks.some(own => own.network.id === network.id));
		const unnamed = path.host?.engine === 'podman' && unknownToPodman(target, other, common);
		if (unnamed)
			return step('name', 'fail', `${target} does not resolve: Podman ${unnamed}`, {
				evidence: [where],
				finding: 'dns-no-shared-network',
			});
		if (common.length > 0 && common.every(({network}) => !hasNameService(network)))
			return step('name', 'fail', `${target} does not resolve: the default bridge has no name service`, {
				evidence: [where],
				finding: 'dns-default-bridge-no-names',
				fix: ownNetworkFix([from.owner, other.owner]),
			});
		return step(
			'name',
			'fail',
			`${target} does not resolve from ${from.name}: names are known on shared networks only`,
			{
				evidence: [where, api(`${other.name} NetworkSettings.Networks`, networkList(other))],
				finding: 'dns-no-shared-network',
			},
		);
	}

	if (by === 'nobody')
		return step(
			'name',
			'fail',
			`${unknownName(path)}, and ${from.name} is on internal networks only, whose name service asks nobody outside`,
			{
				evidence: from.networks.map(({network}) => api(`${network.name} Internal`, String(network.internal), 'false')),
				finding: 'dns-internal-no-forwarding',
			},
		);
	if (parseAddress(target)) return undefined;
	return step('name', 'unknown', `${unknownName(path)}: it is asked of the name servers outside`, {
		evidence: [where],
	});
}

/** Why it does not know a name of a container that is on a network with the asker. */
function unknownToPodman(target: string, {name}: End, common: readonly Membership[]): string | undefined {
	if (common.length === 0) return undefined;
	if (target.startsWith(`${name}.`)) return 'knows no names with a network’s behind them';
	return common.every(({network}) => network.driver !== 'bridge') ? 'names containers on bridges only' : undefined;
}

function ownNetworkFix(containers: readonly (Container | undefined)[]) {
	const names = containers.flatMap(container => container?.name ?? []);
	return {
		title: 'Put both on a network of your own, which has a name service',
		commands: ['docker network create app', ...names.map(one => `docker network connect app ${quote(one)}`)],
		sideEffects: ['They can also reach everything else on that network.', 'Names work at once, without a restart.'],
	};
}
