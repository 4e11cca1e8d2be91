import {parseAddress} from '../ip/address.js';
import {contains, isUnusable, readCidr} from '../ip/range.js';
import type {Container} from '../model/container.js';
import type {Network} from '../model/network.js';
import type {Snapshot} from '../model/snapshot.js';
import {membershipsOf} from './endpoint-order.js';
import {gates, lacks} from './gates.js';
import {isNone} from './memberships.js';
import {collisions} from './names-on.js';
import {containersOf} from './of-host.js';
import {bad, type DraftProblem, warn} from './problem.js';
import {protectedMembership} from './protect.js';
import type {EndpointDraft} from './step.js';
import {holdersOn} from './suggest-address.js';
import {isInterfaceName} from './validate-options.js';

/** Why a network gives neither aliases nor fixed addresses. */
export function isPlainOnly(network: Network): string | undefined {
	if (network.name === 'bridge') return 'the default bridge has no aliases and no fixed addresses';
	if (network.driver === 'host' || isNone(network)) return `${network.name} has no addresses of its own`;
	return undefined;
}

function addressProblem(text: string, version: 4 | 6, network: Network, snapshot: Snapshot): DraftProblem | undefined {
	const field = `ipv${version}`;
	const address = parseAddress(text);
	if (address?.version !== version)
		return bad(
			field,
			`'${text}' is not an IPv${version} address: write it like ${version === 4 ? '10.20.0.5' : 'fd00::5'}`,
		);
	if (version === 6 && !network.ipv6) return bad(field, `${network.name} has no IPv6`);
	const ranges = network.subnets.flatMap(({cidr}) => readCidr(cidr) ?? []).filter(range => range.version === version);
	const range = ranges.find(each => contains(each, address));
	if (!range)
		return bad(
			field,
			`${text} is in no subnet of ${network.name} (${network.subnets.map(({cidr}) => cidr).join(', ')})`,
		);
	if (isUnusable(range, address))
		return bad(field, `${text} is the first or last address of its subnet, which nobody can have`);
	const holder = holdersOn(network, snapshot).find(held => parseAddress(held.address)?.value === address.value);
	return holder && bad(field, `${text} is taken by ${holder.by}`);
}

function aliasProblems(
	aliases: readonly string[],
	network: Network,
	id: string,
	snapshot: Snapshot,
): readonly DraftProblem[] {
	const odd = aliases.filter(alias => !/^[a-zA-Z0-9][\w.-]*$/.test(alias));
	const names = aliases.map(alias => alias.toLowerCase());
	return [
		...odd.map(alias => bad('aliases', `'${alias}' is not a name: letters, digits, dash, dot, underscore`)),
		...collisions(names, {id}, network, snapshot).map(({name, container}) =>
			warn('aliases', `${name} is a name of ${container.name} here too: whoever asks gets either of them`),
		),
	];
}

function macProblems(mac: string, network: Network, snapshot: Snapshot): readonly DraftProblem[] {
	if (!/^([\da-f]{2}:){5}[\da-f]{2}$/i.test(mac))
		return [bad('mac', `'${mac}' is not a MAC address: write it like 02:42:ac:11:00:02`)];
	if (Number.parseInt(mac.slice(0, 2), 16) % 2 === 1)
		return [bad('mac', `${mac} is a multicast address: make its first part even, like 02`)];
	if (network.driver === 'ipvlan') return [bad('mac', 'ipvlan containers share the MAC address of the parent')];
	const twin = containersOf(snapshot, network.host).find(({endpoints}) =>
		endpoints.some(endpoint => endpoint.networkId === network.id && endpoint.mac?.toLowerCase() === mac.toLowerCase()),
	);
	return twin ? [bad('mac', `${mac} is the MAC address of ${twin.name} on ${network.name}`)] : [];
}

function linkProblems(links: readonly string[], network: Network, snapshot: Snapshot): readonly DraftProblem[] {
	const containers = containersOf(snapshot, network.host);
	return links.flatMap(link => {
		const [target = '', alias] = link.split(':');
		if (target === '' || alias === '') return [bad('links', `'${link}' is not a link: write container:alias`)];
		if (containers.some(({name, id}) => name === target || id.startsWith(target))) return [];
		return [bad('links', `there is no container ${target}`)];
	});
}

const endpointSysctls = 'com.docker.network.endpoint.sysctls';
const endpointInterface = 'com.docker.network.endpoint.ifname';

function optionProblems(options: EndpointDraft['driverOptions'], network: Network, snapshot: Snapshot) {
	const host = snapshot.hosts.get(network.host);
	const problems: DraftProblem[] = [];
	const sysctls = options[endpointSysctls];
	const ifname = options[endpointInterface];
	if (sysctls !== undefined) {
		const lack = lacks(host, gates.endpointSysctls);
		if (lack) problems.push(bad('driverOptions', `${endpointSysctls} ${lack}`));
		else if (!/^net\.[\w.]+\.IFNAME\.\w+=/.test(sysctls))
			problems.push(bad('driverOptions', `'${sysctls}' should be like net.ipv4.conf.IFNAME.log_martians=1`));
	}

	if (ifname !== undefined) {
		const lack = lacks(host, gates.interfaceName);
		if (lack) problems.push(bad('driverOptions', `${endpointInterface} ${lack}`));
		else if (!isInterfaceName(ifname))
			problems.push(bad('driverOptions', `'${ifname}' is not the name of an interface: at most 15 characters`));
	}

	return problems;
}

/** What is wrong with how a container (`id`, where there is one already) would be on the network. */
export function endpointProblems(
	draft: EndpointDraft,
	network: Network,
	snapshot: Snapshot,
	id = '',
): readonly DraftProblem[] {
	const plainOnly = isPlainOnly(network);
	if (plainOnly) {
		const given = (['aliases', 'ipv4', 'ipv6'] as const).filter(field => (draft[field]?.length ?? 0) > 0);
		return given.map(field => bad(field, plainOnly));
	}

	const priority = draft.gatewayPriority ? lacks(snapshot.hosts.get(network.host), gates.gatewayPriority) : undefined;
	return [
		...aliasProblems(draft.aliases, network, id, snapshot),
		...(draft.ipv4 ? [addressProblem(draft.ipv4, 4, network, snapshot)] : []),
		...(draft.ipv6 ? [addressProblem(draft.ipv6, 6, network, snapshot)] : []),
		...(draft.mac ? macProblems(draft.mac, network, snapshot) : []),
		...linkProblems(draft.links, network, snapshot),
		...optionProblems(draft.driverOptions, network, snapshot),
		...(priority ? [bad('gatewayPriority', `a gateway priority ${priority}`)] : []),
	].filter(problem => problem !== undefined);
}

/** Why the container cannot be attached to the network at all. */
export function cannotConnect(network: Network, container: Container, snapshot: Snapshot): string | undefined {
	const reason = protectedMembership(network, container);
	if (reason) return reason;
	if (container.endpoints.some(({networkId}) => networkId === network.id))
		return `${container.name} is on ${network.name} already`;
	if (network.scope === 'swarm' && !network.attachable)
		return `${network.name} is not attachable: only services of the swarm can be on it`;
	const others = membershipsOf(container, snapshot).filter(membership => !isNone(membership.network));
	if (isNone(network) && others.length > 0)
		return `${container.name} is on ${others.map(other => other.network.name).join(', ')}: none bears no other network`;
	return undefined;
}

/** What is wrong with attaching a container that exists. */
export function connectProblems(
	draft: EndpointDraft,
	network: Network,
	container: Container,
	snapshot: Snapshot,
): readonly DraftProblem[] {
	const reason = cannotConnect(network, container, snapshot);
	if (reason) return [bad('network', reason)];
	const lack = draft.mac ? lacks(snapshot.hosts.get(network.host), gates.macOnConnect) : undefined;
	return [
		...(lack ? [bad('mac', `a MAC address on connect ${lack} and would ignore it`)] : []),
		...endpointProblems(draft, network, snapshot, container.id),
	];
}
