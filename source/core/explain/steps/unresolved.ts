import type {Container} from '../../model/container.js';
import {hasNameService, namelessText} from '../../names/resolve.js';
import {gatewayOf, type Membership} from '../../plan/endpoint-order.js';
import {namesOn} from '../../plan/names-on.js';
import {quote} from '../../plan/quote.js';
import {type End, sharesNamespace} from '../ends.js';
import {api, networkList, type Path, type Step, step} from '../path.js';
import {withPort} from '../target.js';
import {unknownName} from '../unknown-name.js';
import {canJoin, joinFix} from './network.js';

/** The engine's host, as Docker Desktop calls it. */
const hostNames = new Set(['host.docker.internal', 'gateway.docker.internal']);

/** Why a name leads to nobody from the asking container. */
export function unresolved(path: Path, by: 'upstream' | 'nobody'): ReturnType<Step> {
	const {from, to, question, host} = path;
	const {target} = question;
	const where = api(`${from.name} NetworkSettings.Networks`, networkList(from));
	if (from.mode === 'none' && (from.container?.state === 'running' || from.owner?.networkMode === 'none'))
		return step('name', 'fail', `${target} cannot be looked up: ${from.name} has no network`, {
			evidence: [where],
			finding: 'netns-none',
		});
	// Who does not run, or whose namespace is gone, asks nobody; a service's own step says where it is.
	if (from.mode === 'none' || from.mode === 'lost' || to.kind === 'service') return undefined;
	if (to.kind === 'container') return ofContainer(path, to.end);
	const isDesktop = /Docker Desktop/.test(host?.operatingSystem ?? '');
	if (hostNames.has(target.toLowerCase()) && host?.engine !== 'podman' && !isDesktop)
		return step(
			'name',
			'fail',
			`${target} is Docker Desktop’s name of the host: elsewhere it does not resolve by itself`,
			{
				evidence: [api(`${from.owner?.name ?? from.name} HostConfig.ExtraHosts`, 'none', `${target}:host-gateway`)],
				fix: askInstead(path, gatewayOf(from.networks, 4)?.endpoint.gateway) ?? {
					title: `Make ${from.owner?.name ?? from.name} anew with the name`,
					commands: [`# docker run --add-host ${target}:host-gateway …`],
					sideEffects: ['The container is replaced: what it wrote outside of volumes is lost.'],
				},
			},
		);
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
	return step('name', 'unknown', `${unknownName(path)}: it is asked of the name servers outside`, {evidence: [where]});
}

function askInstead({question}: Path, instead: string | undefined) {
	if (!instead) return undefined;
	const {target, port} = question;
	return {
		title: `Ask for ${instead}`,
		commands: [`# ${withPort(instead, port)} instead of ${withPort(target, port)}`],
		sideEffects: [],
	};
}

function ofContainer(path: Path, other: End): ReturnType<Step> {
	const {from, to, question} = path;
	const {target} = question;
	const where = api(`${from.name} NetworkSettings.Networks`, networkList(from));
	const fails = (why: string, finding: string, evidence: Parameters<typeof step>[3] & {} = {}, instead?: string) => {
		const fix = evidence.fix ?? askInstead(path, instead);
		return step('name', 'fail', `${target} does not resolve${why}`, {
			evidence: [where],
			...evidence,
			finding,
			...(fix && {fix}),
		});
	};

	const state = other.container?.state;
	if (from.mode === 'host')
		return fails(
			`: ${from.name} uses the host's name servers, which know no containers`,
			'dns-host-or-none-mode',
			{evidence: [api(`${from.name} HostConfig.NetworkMode`, 'host')]},
			'address' in to ? to.address : undefined,
		);
	if (state !== 'running' && state !== 'paused')
		return fails(`: ${other.name} does not run, so nobody has the name`, 'dns-target-not-running', {
			evidence: [api(`${other.name} State.Status`, state ?? 'gone', 'running')],
		});
	if (other.mode === 'host')
		return fails(
			`: ${other.name} uses the network of the engine’s host`,
			'dns-no-shared-network',
			{evidence: [api(`${other.name} HostConfig.NetworkMode`, 'host')]},
			gatewayOf(from.networks, 4)?.endpoint.gateway,
		);
	const common = other.networks.filter(({network}) => from.networks.some(own => own.network.id === network.id));
	const theirs = other.networks.find(({network}) => hasNameService(network) && canJoin(network))?.network;
	const join = from.owner && theirs && joinFix(path, theirs, from.owner);
	const joining = join ? {fix: join} : {};
	if (other.owner && other.owner !== other.container) {
		const there = common.find(({network}) => hasNameService(network));
		const known = there && namesOn(there.network, other.owner, there.endpoint)[0];
		const instead = sharesNamespace(from, other) ? '127.0.0.1' : known;
		return fails(
			`: ${other.name} is in the network namespace of ${other.owner.name}, and has no name of its own there`,
			'dns-no-shared-network',
			{
				evidence: [api(`${other.name} HostConfig.NetworkMode`, other.container?.networkMode ?? '')],
				...(!instead && joining),
			},
			instead,
		);
	}

	const unnamed = path.host?.engine === 'podman' && unknownToPodman(target, other, common);
	if (unnamed) return fails(`: Podman ${unnamed}`, 'dns-no-shared-network');
	if (common.length > 0 && common.every(({network}) => !hasNameService(network)))
		return fails(`: they share ${namelessText(common[0]!.network)}`, 'dns-default-bridge-no-names', {
			fix: ownNetworkFix([from.owner, other.owner]),
		});
	const named = common.find(({network}) => hasNameService(network));
	if (named)
		return fails(
			` from ${from.name}: on ${named.network.name} it is no name of ${other.name}, only on another network of its`,
			'dns-no-shared-network',
			{
				evidence: common.map(({network, endpoint}) =>
					api(`${network.name}: names of ${other.name}`, namesOn(network, other.container!, endpoint).join(', ')),
				),
			},
			other.name,
		);
	return fails(` from ${from.name}: names are known on shared networks only`, 'dns-no-shared-network', {
		evidence: [where, api(`${other.name} NetworkSettings.Networks`, networkList(other))],
		...joining,
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
