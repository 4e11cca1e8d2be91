import {assembleSubnets} from '../../core/plan/assemble-subnets.js';
import {bad, type DraftProblem} from '../../core/plan/problem.js';
import type {NetworkDraft} from '../../core/plan/step.js';
import {entriesOf, isYes, pairProblems, pairsOf, textOf, textOfEntries, textOfPairs, yesNo} from './entries.js';
import type {Values} from './form.js';

const mtuOption = 'com.docker.network.driver.mtu';

/** Driver options that have a field of their own; macvlan and ipvlan take the MTU of their parent. */
function optionOfField(driver: string): Readonly<Record<string, string>> {
	if (driver === 'macvlan') return {mode: 'macvlan_mode'};
	if (driver === 'ipvlan') return {mode: 'ipvlan_mode', flag: 'ipvlan_flag'};
	return {mtu: mtuOption};
}

export function hasParent(driver: string): boolean {
	return driver === 'macvlan' || driver === 'ipvlan';
}

/** Whether its networks can be of a swarm: a plugin's may be. */
export function canAttach(driver: string): boolean {
	return driver !== 'bridge' && !hasParent(driver);
}

function isVlan(text: string): boolean {
	return /^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= 4094;
}

/** The interface to use: a VLAN of the parent is `eth0.20`. */
function parentOf(values: Values): string | undefined {
	const parent = textOf(values, 'parent');
	const vlan = textOf(values, 'vlan');
	return parent && vlan && isVlan(vlan) ? `${parent}.${vlan}` : parent;
}

function vlanProblems(values: Values, driver: string): readonly DraftProblem[] {
	const vlan = textOf(values, 'vlan');
	if (!vlan || !hasParent(driver) || isVlan(vlan)) return [];
	return [bad('vlan', `'${vlan}' is not a VLAN id: give a number from 1 to 4094`)];
}

function optionsOf(values: Values, driver: string): Readonly<Record<string, string>> {
	const options: Record<string, string> = {...pairsOf(values.options)};
	for (const [field, option] of Object.entries(optionOfField(driver))) {
		const value = textOf(values, field);
		if (value) options[option] = value;
	}

	const parent = hasParent(driver) ? parentOf(values) : undefined;
	if (parent) options.parent = parent;
	if (driver === 'overlay' && isYes(values, 'encrypted')) options.encrypted = '';
	return options;
}

/** What the fields say, as a draft, with what is wrong in how they say it. */
export function draftOfValues(values: Values): {
	readonly draft: NetworkDraft;
	readonly problems: readonly DraftProblem[];
} {
	const driver = textOf(values, 'driver') ?? 'bridge';
	const {subnets, problems} = assembleSubnets({
		subnets: entriesOf(values.subnets),
		gateways: entriesOf(values.gateways),
		ranges: entriesOf(values.ranges),
		auxiliary: pairsOf(values.auxiliary),
	});
	const ipamDriver = textOf(values, 'ipamDriver');
	return {
		draft: {
			name: textOf(values, 'name') ?? '',
			driver,
			internal: isYes(values, 'internal'),
			attachable: canAttach(driver) && isYes(values, 'attachable'),
			ipv4: values.ipv4 !== 'no',
			ipv6: isYes(values, 'ipv6'),
			subnets,
			...(ipamDriver ? {ipamDriver} : {}),
			ipamOptions: pairsOf(values.ipamOptions),
			options: optionsOf(values, driver),
			labels: pairsOf(values.labels),
		},
		problems: [
			...problems,
			...vlanProblems(values, driver),
			...['auxiliary', 'options', 'labels', 'ipamOptions'].flatMap(field => pairProblems(field, values[field])),
		],
	};
}

/** The inverse: a draft as it would be typed. */
export function valuesOfDraft(draft: NetworkDraft): Values {
	const fields = optionOfField(draft.driver);
	const {parent, ...options}: Record<string, string> = draft.options;
	const own: Record<string, string> = {};
	for (const [field, option] of Object.entries(fields)) {
		own[field] = options[option] ?? '';
		delete options[option];
	}

	const encrypted = draft.driver === 'overlay' && 'encrypted' in options;
	if (encrypted) delete options.encrypted;
	if (parent !== undefined && !hasParent(draft.driver)) options.parent = parent;
	const present = (values: readonly (string | undefined)[]) =>
		textOfEntries(values.filter(value => value !== undefined));
	return {
		name: draft.name,
		driver: draft.driver,
		subnets: present(draft.subnets.map(subnet => subnet.cidr)),
		gateways: present(draft.subnets.map(subnet => subnet.gateway)),
		ranges: present(draft.subnets.map(subnet => subnet.ipRange)),
		auxiliary: textOfPairs(Object.assign({}, ...draft.subnets.map(subnet => subnet.auxiliary))),
		internal: yesNo(draft.internal),
		attachable: yesNo(draft.attachable),
		encrypted: yesNo(encrypted),
		ipv4: yesNo(draft.ipv4),
		ipv6: yesNo(draft.ipv6),
		...own,
		parent: (hasParent(draft.driver) && parent) || '',
		vlan: '',
		options: textOfPairs(options),
		labels: textOfPairs(draft.labels),
		ipamDriver: draft.ipamDriver ?? '',
		ipamOptions: textOfPairs(draft.ipamOptions),
	};
}
