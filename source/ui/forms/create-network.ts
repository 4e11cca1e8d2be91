import {createNetworkPlan} from '../../core/plan/create-network.js';
import {optionNames} from '../../core/plan/driver-options.js';
import {driverChoices, driverGuide} from '../../core/plan/drivers.js';
import {gates, lacks} from '../../core/plan/gates.js';
import {suggestGateways, suggestSubnets} from '../../core/plan/suggest-subnets.js';
import {networkProblems} from '../../core/plan/validate-network.js';
import {entriesOf, isYes, textOfEntries} from './entries.js';
import type {Field, Form, FormContext, Values} from './form.js';
import {canAttach, draftOfValues, hasParent} from './network-values.js';
import {parentFields} from './parent-fields.js';

function addressFields(values: Values, driver: string, {snapshot, host}: FormContext): readonly Field[] {
	const engine = snapshot.hosts.get(host);
	const subnets = entriesOf(values.subnets);
	const families = {ipv4: values.ipv4 !== 'no', ipv6: isYes(values, 'ipv6')};
	const offered = suggestSubnets(snapshot, host, {driver, ...families});
	return [
		{
			id: 'ipv6',
			label: 'IPv6',
			kind: 'toggle',
			hint: 'Gives containers IPv6 addresses too.',
		},
		{
			id: 'subnets',
			label: 'Subnets',
			kind: 'list',
			suggestion: textOfEntries(offered) || undefined,
			hint: 'IPv4 and IPv6 subnets, 10.20.0.0/24; → takes the next that is free. Empty: the engine chooses.',
		},
		{
			id: 'gateways',
			label: 'Gateways',
			kind: 'list',
			suggestion: textOfEntries(suggestGateways(subnets)) || undefined,
			hint: hasParent(driver)
				? "The address of the LAN's router, in the subnet: containers leave through it."
				: 'One address in each subnet. Empty: the first.',
		},
		{
			id: 'ranges',
			label: 'Address range',
			kind: 'list',
			hint: 'The part of a subnet that the engine gives to containers, 10.20.0.128/25. Empty: all of it.',
			advanced: !hasParent(driver),
		},
		{
			id: 'auxiliary',
			label: 'Reserved',
			kind: 'list',
			hint: 'Addresses that no container gets, name=address: router=10.20.0.254.',
			advanced: true,
		},
		{
			id: 'ipv4',
			label: 'IPv4',
			kind: 'toggle',
			hint: 'Off makes a network with IPv6 only.',
			disabled: driver === 'overlay' ? 'a swarm network always has IPv4' : lacks(engine, gates.networkWithoutIpv4),
			advanced: true,
		},
	];
}

function switchFields(driver: string): readonly Field[] {
	return [
		{
			id: 'internal',
			label: 'Internal',
			kind: 'toggle',
			hint: 'No way out and no published ports: containers reach each other only.',
		},
		...(canAttach(driver)
			? [
					{
						id: 'attachable',
						label: 'Attachable',
						kind: 'toggle',
						hint: 'Single containers can join, not only services.',
					} as const,
				]
			: []),
		...(driver === 'overlay'
			? [
					{
						id: 'encrypted',
						label: 'Encrypted',
						kind: 'toggle',
						hint: 'Traffic between the hosts by IPsec (ESP must pass, kernels must have it); slower.',
					} as const,
				]
			: []),
	];
}

function moreFields(driver: string, {snapshot, host}: FormContext): readonly Field[] {
	const engine = snapshot.hosts.get(host);
	return [
		{
			id: 'mtu',
			label: 'MTU',
			kind: 'text',
			hint: "Largest packet in bytes; for overlay the underlay's. Empty: the engine's default.",
			disabled: hasParent(driver) ? `${driver} takes the MTU of its parent` : undefined,
			advanced: true,
		},
		{
			id: 'options',
			label: 'Driver options',
			kind: 'list',
			choices: optionNames(driver).map(name => `${name}=`),
			hint: 'key=value, quotes around what holds a comma or space.',
			advanced: optionNames(driver).length > 0,
		},
		{id: 'labels', label: 'Labels', kind: 'list', hint: 'key=value, for people and scripts.', advanced: true},
		{
			id: 'ipamDriver',
			label: 'IPAM driver',
			kind: 'text',
			suggestion: engine?.engine === 'podman' ? undefined : 'default',
			hint: 'Who gives out addresses: a plugin, or null for none. Empty: the engine itself.',
			advanced: true,
		},
		{
			id: 'ipamOptions',
			label: 'IPAM options',
			kind: 'list',
			hint: 'key=value for the IPAM driver.',
			advanced: true,
		},
	];
}

export const createNetworkForm: Form = {
	id: 'create-network',
	title: () => 'Create a network',
	about: values => driverGuide(values.driver ?? 'bridge').about,
	initial: () => ({driver: 'bridge', ipv4: 'yes', ipv6: 'no', internal: 'no', attachable: 'no', encrypted: 'no'}),
	fields(values, context) {
		const driver = values.driver ?? 'bridge';
		const driverField: Field = {
			id: 'driver',
			label: 'Driver',
			kind: 'choice',
			choices: driverChoices(context.snapshot.hosts.get(context.host)),
			hint: 'What kind of network; ← → shows what each is for.',
		};
		if (driverGuide(driver).notCreatable) return [driverField];
		return [
			driverField,
			{id: 'name', label: 'Name', kind: 'text', hint: 'Letters, digits, dot, dash, underscore.'},
			...parentFields(driver, context),
			...addressFields(values, driver, context),
			...switchFields(driver),
			...moreFields(driver, context),
		];
	},
	problems(values, {snapshot, host}) {
		const {draft, problems} = draftOfValues(values);
		return [...problems, ...networkProblems(draft, snapshot, host)];
	},
	plan: (values, {snapshot, host}) => createNetworkPlan(draftOfValues(values).draft, snapshot, host),
};
