import type {Network} from '../../core/model/network.js';
import {gates, lacks} from '../../core/plan/gates.js';
import {bad, type DraftProblem} from '../../core/plan/problem.js';
import type {EndpointDraft} from '../../core/plan/step.js';
import {suggestAddress} from '../../core/plan/suggest-address.js';
import {isPlainOnly} from '../../core/plan/validate-endpoint.js';
import {entriesOf, pairProblems, pairsOf, textOf} from './entries.js';
import type {Field, FormContext, Values} from './form.js';

/** Fields on how a container is on a network; `fixedMac`: why a MAC address cannot be given here. */
export function endpointFields(
	network: Network | undefined,
	{snapshot, host}: FormContext,
	fixedMac: string | undefined,
): readonly Field[] {
	const engine = snapshot.hosts.get(host);
	const plainOnly = network && isPlainOnly(network);
	const offer = (version: 4 | 6) => (network && !plainOnly ? suggestAddress(network, version, snapshot) : undefined);
	return [
		{
			id: 'aliases',
			label: 'Aliases',
			kind: 'list',
			hint: 'More names that it answers to on this network, beside its own.',
			disabled: plainOnly,
		},
		{
			id: 'ipv4',
			label: 'IPv4 address',
			kind: 'text',
			suggestion: offer(4),
			hint: 'A fixed address; → takes the next that is free. Empty: the engine chooses at each start.',
			disabled: plainOnly,
			advanced: true,
		},
		{
			id: 'ipv6',
			label: 'IPv6 address',
			kind: 'text',
			suggestion: offer(6),
			hint: 'A fixed address; → takes the next that is free. Empty: the engine chooses.',
			disabled: plainOnly ?? (network && !network.ipv6 ? `${network.name} has no IPv6` : undefined),
			advanced: true,
		},
		{
			id: 'mac',
			label: 'MAC address',
			kind: 'text',
			hint: 'Six hexadecimal parts, the first one even: 02:42:ac:11:00:02. Empty: the engine chooses.',
			disabled: network?.driver === 'ipvlan' ? 'ipvlan containers share the MAC address of the parent' : fixedMac,
			advanced: true,
		},
		{
			id: 'links',
			label: 'Links',
			kind: 'list',
			choices: [...snapshot.containers.values()].filter(each => each.host === host).map(({name}) => name),
			hint: 'container:alias, a private name for another container (old; aliases are for all).',
			advanced: true,
		},
		{
			id: 'driverOptions',
			label: 'Driver options',
			kind: 'list',
			choices: ['com.docker.network.endpoint.ifname=', 'com.docker.network.endpoint.sysctls='],
			hint: 'key=value for this endpoint, quotes around what holds a comma.',
			advanced: true,
		},
		{
			id: 'gatewayPriority',
			label: 'Gateway priority',
			kind: 'text',
			suggestion: '0',
			hint: 'The network with the highest number gives the default gateway; negative ones too.',
			disabled: lacks(engine, gates.gatewayPriority),
			advanced: true,
		},
	];
}

/** What these fields say, with what is wrong in how they say it. */
export function endpointOfValues(values: Values): {
	readonly endpoint: EndpointDraft;
	readonly problems: readonly DraftProblem[];
} {
	const [ipv4, ipv6, mac, priority] = ['ipv4', 'ipv6', 'mac', 'gatewayPriority'].map(field => textOf(values, field));
	const isWhole = priority === undefined || /^[+-]?\d{1,9}$/.test(priority);
	return {
		endpoint: {
			aliases: entriesOf(values.aliases),
			...(ipv4 ? {ipv4} : {}),
			...(ipv6 ? {ipv6} : {}),
			...(mac ? {mac} : {}),
			links: entriesOf(values.links),
			driverOptions: pairsOf(values.driverOptions),
			...(priority && isWhole ? {gatewayPriority: Number(priority)} : {}),
		},
		problems: [
			...pairProblems('driverOptions', values.driverOptions),
			...entriesOf(values.driverOptions)
				.filter(entry => !entry.includes('='))
				.map(entry => bad('driverOptions', `'${entry}' has no value: write it as key=value`)),
			...(isWhole ? [] : [bad('gatewayPriority', `'${priority}' is not a whole number, like 10 or -1`)]),
		],
	};
}
