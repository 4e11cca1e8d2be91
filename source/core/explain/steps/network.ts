import {parseAddress} from '../../ip/address.js';
import type {Container, Endpoint} from '../../model/container.js';
import type {Network} from '../../model/network.js';
import {gatewayOf, type Membership} from '../../plan/endpoint-order.js';
import {bridgeOption, versionOf, wayTo} from '../../plan/gateways.js';
import {connectPlan} from '../../plan/memberships.js';
import {commandLines} from '../../plan/shell.js';
import {plainEndpoint} from '../../plan/step.js';
import {sharesNamespace} from '../ends.js';
import {api, isDockerSince, networkList, type Path, type Step, step} from '../path.js';
import {isOpenOnPodman, waysOut} from '../podman.js';
import {isFiltered, lostBehind} from '../replies.js';

const gatewayMode = ({options}: Network, version: 4 | 6) =>
	options[bridgeOption(`gateway_mode_ipv${version}`)] ?? 'nat';
const unfiltered = 'Docker before 27 filters no IPv6 between containers, unless it was told to (ip6tables)';

/** The fix that costs least: the asker joins the target's network. */
export function joinFix(path: Path, network: Network, asker: Container) {
	const plan = connectPlan(network, [asker], plainEndpoint, path.snapshot);
	return {
		title: `Connect ${asker.name} to ${network.name}`,
		commands: commandLines(plan.steps),
		sideEffects: plan.effects.map(({text}) => text),
		plan,
	};
}

function sharedNetwork({from, to}: Path) {
	if (to.kind !== 'container') return undefined;
	const {endpoint} = to;
	return endpoint && from.networks.find(({network}) => network.id === endpoint.network.id);
}

/** Whether the ends share a network, or which way else there is. */
export function network(path: Path): ReturnType<Step> {
	const {from, to} = path;
	if (to.kind !== 'container' || !from.container || sharesNamespace(from, to.end)) return undefined;
	if (from.mode !== 'own' || to.end.mode !== 'own') return undefined;
	const shared = sharedNetwork(path);
	const evidence = [from, to.end].map(end =>
		api(`${end.name} NetworkSettings.Networks`, networkList(end), shared?.network.name ?? 'a network in common'),
	);
	if (shared)
		return step('network', 'pass', `both are on ${shared.network.name} (${shared.network.driver})`, {evidence});
	if (!to.endpoint) return undefined;
	return acrossBridges(path, to.endpoint, from.container, evidence);
}

/** From one bridge to a container's address on another (reference: rule sets of the engines' releases). */
function acrossBridges(path: Path, target: Membership, asker: Container, evidence: ReturnType<typeof api>[]) {
	const {from, to, host, question} = path;
	const {network: there} = target;
	const address = (to.kind === 'container' && to.address) || '';
	const version = versionOf(address);
	const mode = gatewayMode(there, version);
	const names = `${from.name} is on ${networkList(from)}, ${to.kind === 'container' ? to.end.name : ''} on ${there.name}`;
	const podman = host?.engine === 'podman';
	const open = podman ? isOpenOnPodman(waysOut(path, version), [there]) : undefined;
	if (open)
		return step('network', 'pass', `${names}: Podman’s default network is not isolated from others`, {evidence});
	if (open === false)
		return step('network', 'unknown', `${names}: whether Podman isolates them from each other, its API does not tell`, {
			evidence,
		});
	const way = wayTo(address, from.networks, host);
	const bridges = there.driver === 'bridge' && way?.network.driver === 'bridge';
	const back = bridges && !isFiltered(path, version) ? wayBack(path, way.endpoint) : undefined;
	if (back)
		// A program that listens on all addresses answers UDP from the one that the way back begins with.
		return step(
			'network',
			question.protocol === 'tcp' || back.network.id === there.id ? 'pass' : 'unknown',
			`${names}: ${unfiltered}`,
			{evidence},
		);
	if (bridges && !way.network.internal && !there.internal) {
		const isOpen = mode === 'nat-unprotected' && isDockerSince(path, '29');
		const isRouted = mode === 'routed' && isDockerSince(path, '28');
		// Before 29 ports are opened on the network of the default gateway alone.
		const published =
			to.kind === 'container' &&
			(isDockerSince(path, '29') || gatewayOf(to.end.networks, version)?.network.id === there.id) &&
			to.end.container?.ports.some(
				({containerPort, protocol}) => containerPort === question.port && protocol === question.protocol,
			);
		if ((isOpen || (isRouted && (question.port === undefined || published))) && !lostBehind(path, there, address))
			return step('network', 'pass', `${names}: ${there.name} is in gateway mode ${mode}, which lets it through`, {
				evidence,
			});
	}

	if (isOnLan(way?.network) && isOnLan(there))
		return step('network', 'unknown', `${names}: whether the LAN leads from one to the other is not known`, {evidence});
	const plan = canJoin(there) ? joinFix(path, there, asker) : undefined;
	const fix = plan && {fix: plan};
	if (way?.network.driver === 'bridge' && isOnLan(there))
		return step(
			'network',
			'fail',
			`${names}: they share no network, and by the host there is no way: the kernel lets a ${there.driver} and its own host not talk`,
			{evidence, finding: 'macvlan-host-unreachable', ...fix},
		);
	const drops =
		bridges && !podman
			? `Docker ${host?.version ?? ''} drops what goes from bridge to bridge`
			: 'nothing leads from one to the other';
	return step('network', 'fail', `${names}: they share no network, and ${drops}`, {
		evidence,
		finding: 'conn-different-bridges-isolated',
		...fix,
	});
}

/** By interfaces of their own on the host's network, beside its bridges. */
function isOnLan(network: Network | undefined): boolean {
	return ['macvlan', 'ipvlan'].includes(network?.driver ?? '') && network?.options.parent !== undefined;
}

/** Without masquerading the target answers to the asker's own address: by which of its networks. */
function wayBack({to}: Path, {ipv4, ipv6}: Endpoint): Membership | undefined {
	if (to.kind !== 'container') return undefined;
	const asker = to.address?.includes(':') ? ipv6 : ipv4;
	return asker === undefined ? undefined : wayTo(asker, to.end.networks);
}

export function canJoin({driver, ingress}: Network): boolean {
	return !['host', 'null'].includes(driver) && !ingress;
}

/** Whether the driver of the shared network lets its members talk to each other. */
export function driver(path: Path): ReturnType<Step> {
	const {to, from} = path;
	const shared = sharedNetwork(path);
	if (!shared || to.kind !== 'container' || from.mode !== 'own' || sharesNamespace(from, to.end)) return undefined;
	const {name, driver: kind, options} = shared.network;
	if (kind === 'bridge') {
		const icc = options[bridgeOption('enable_icc')];
		const ignored = path.host?.engine === 'podman';
		if (icc === 'false' && !ignored && !isFiltered(path, 6) && shared.endpoint.ipv6 && to.endpoint?.endpoint.ipv6) {
			const isName = !parseAddress(path.question.target);
			const title = `${name} forbids traffic between its containers (enable_icc=false) by IPv4 alone: ${unfiltered}`;
			if (isName || to.address?.includes(':')) return step('driver', isName ? 'unknown' : 'pass', title);
		}

		return icc === 'false' && !ignored
			? step('driver', 'fail', `${name} forbids traffic between its containers (enable_icc=false)`, {
					evidence: [api(`${name} Options["${bridgeOption('enable_icc')}"]`, 'false', 'true')],
					finding: 'conn-icc-disabled',
				})
			: step('driver', 'pass', `${name} lets its containers talk to each other`, {
					evidence: [api(`${name} Options["${bridgeOption('enable_icc')}"]`, icc ?? 'not set')],
				});
	}

	if (kind === 'macvlan' || kind === 'ipvlan') {
		const mode = options[kind === 'macvlan' ? 'macvlan_mode' : 'ipvlan_flag'];
		if (mode === 'private')
			return step('driver', 'fail', `${name} is a private ${kind}: its containers never see each other`, {
				evidence: [api(`${name} Options`, mode, 'bridge')],
			});
		return step(
			'driver',
			mode === 'vepa' ? 'unknown' : 'pass',
			`${name} is a ${kind}${mode ? ` in mode ${mode}` : ''}`,
		);
	}

	if (kind === 'overlay')
		return step('driver', 'pass', `${name} is an overlay: its members reach each other on all nodes`);
	return step('driver', 'unknown', `${name} has the driver ${kind}: what it allows is not known`);
}
