import {parseAddress} from '../ip/address.js';
import type {Host} from '../model/host.js';
import {type DriverOption, optionsOfDriver} from './driver-options.js';
import {lacks} from './gates.js';
import {bad, type DraftProblem, warn} from './problem.js';
import type {NetworkDraft} from './step.js';

const fieldOfOption: Readonly<Record<string, string>> = {
	'com.docker.network.driver.mtu': 'mtu',
	parent: 'parent',
	macvlan_mode: 'mode',
	ipvlan_mode: 'mode',
	ipvlan_flag: 'flag',
	encrypted: 'encrypted',
};

/** What Podman's Docker-compatible API takes; other options it drops with a warning. */
const podmanOptions = ['mtu', 'com.docker.network.driver.mtu', 'com.docker.network.bridge.name', 'mode', 'parent'];

const goBool = /^(1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/;

/** What would be right, where the value is not. */
function wanted({kind}: DriverOption, value: string): string | undefined {
	switch (kind.type) {
		case 'bool':
			return goBool.test(value) ? undefined : 'true or false';
		case 'one-of':
			return kind.values.includes(value) ? undefined : kind.values.join(', ');
		case 'number': {
			const good = /^\d+$/.test(value) && Number(value) >= kind.from && Number(value) <= kind.to;
			return good ? undefined : `a number from ${kind.from} to ${kind.to}`;
		}

		case 'address': {
			const version = parseAddress(value)?.version;
			if (version && (!kind.version || kind.version === version)) return undefined;
			return kind.version ? `an IPv${kind.version} address` : 'an address';
		}

		case 'interface':
			return isInterfaceName(value) ? undefined : 'an interface name of at most 15 characters';
		case 'any':
			return undefined;
	}
}

/** What Linux takes as the name of a network interface. */
export function isInterfaceName(name: string): boolean {
	return /^[^\s/:]{1,15}$/.test(name) && name !== '.' && name !== '..';
}

function optionProblem(
	name: string,
	value: string,
	driver: string,
	engine: Host | undefined,
): DraftProblem | undefined {
	const field = fieldOfOption[name] ?? 'options';
	if (engine?.engine === 'podman' && !podmanOptions.includes(name))
		return warn(field, `Podman ignores the option ${name}`);
	const known = optionsOfDriver(driver);
	if (!known) return undefined;
	const option = known.find(each => each.name === name);
	// Engines take what they do not know without a word.
	if (!option) return warn(field, `${driver} has no option ${name} that docknet knows: the engine may ignore it`);
	const lack = option.since && lacks(engine, {engine: option.since});
	if (lack) return warn(field, `${name} ${lack} and ignores it`);
	const right = wanted(option, value);
	return right ? bad(field, `'${value}' is not right for ${name}: give ${right}`) : undefined;
}

const gatewayModes = /^com\.docker\.network\.bridge\.gateway_mode_ipv[46]$/;

/** Rules that hold between an option and another part of the draft. */
function combinationProblems(
	{driver, options, ipv6, internal}: NetworkDraft,
	engine: Host | undefined,
): readonly DraftProblem[] {
	const problems: DraftProblem[] = [];
	const mtu = options['com.docker.network.driver.mtu'];
	if (driver === 'bridge' && ipv6 && mtu !== undefined && Number(mtu) < 1280)
		problems.push(bad('mtu', `IPv6 needs an MTU of 1280 or more, and this is ${mtu}`));
	for (const [name, value] of Object.entries(options)) {
		if (gatewayModes.test(name) && value === 'isolated' && !internal && !lacks(engine, {engine: '28'}))
			problems.push(bad('options', `${name}=isolated is for internal networks only: switch Internal on`));
	}

	return problems;
}

export function optionProblems(draft: NetworkDraft, engine: Host | undefined): readonly DraftProblem[] {
	const single = Object.entries(draft.options).map(([name, value]) => optionProblem(name, value, draft.driver, engine));
	return [...single.filter(problem => problem !== undefined), ...combinationProblems(draft, engine)];
}
