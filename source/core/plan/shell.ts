import {quote} from './quote.js';
import type {ContainerDraft, EndpointDraft, NetworkDraft, Step} from './step.js';

type Pairs = Readonly<Record<string, string>>;

/** Flags that docker reads as comma-separated values need a quoted value where it holds a comma, quote or line break. */
function commaSafe(value: string): string {
	return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

function each(flag: string, values: readonly string[]): readonly string[] {
	return values.flatMap(value => [flag, value]);
}

/** `key=value`; a key alone (`encrypted`) where the value is empty. */
function pairs(values: Pairs): readonly string[] {
	return Object.entries(values).map(([key, value]) => (value === '' ? key : `${key}=${value}`));
}

function optional(flag: string, value: string | undefined): readonly string[] {
	return value ? [flag, value] : [];
}

/** Names of networks may begin with a dash. */
function operands(...names: readonly string[]): readonly string[] {
	return names.some(name => name.startsWith('-')) ? ['--', ...names] : names;
}

function networkFlags(draft: NetworkDraft): readonly string[] {
	return [
		'--driver',
		draft.driver,
		...(draft.internal ? ['--internal'] : []),
		...(draft.attachable ? ['--attachable'] : []),
		...(draft.ipv4 ? [] : ['--ipv4=false']),
		...(draft.ipv6 ? ['--ipv6'] : []),
		...draft.subnets.flatMap(subnet => [
			'--subnet',
			subnet.cidr,
			...optional('--ip-range', subnet.ipRange),
			...optional('--gateway', subnet.gateway),
			...each('--aux-address', pairs(subnet.auxiliary)),
		]),
		...optional('--ipam-driver', draft.ipamDriver),
		...each('--ipam-opt', pairs(draft.ipamOptions)),
		...each('--opt', pairs(draft.options)),
		...each('--label', pairs(draft.labels)),
	];
}

function connectFlags(endpoint: EndpointDraft): readonly string[] {
	return [
		...each('--alias', endpoint.aliases.map(commaSafe)),
		...optional('--ip', endpoint.ipv4),
		...optional('--ip6', endpoint.ipv6),
		...each('--link', endpoint.links),
		...each('--driver-opt', pairs(endpoint.driverOptions).map(commaSafe)),
		...(endpoint.gatewayPriority ? ['--gw-priority', String(endpoint.gatewayPriority)] : []),
	];
}

/** The long form of `--network` where the short one cannot say it. */
function networkOperand(draft: ContainerDraft): string {
	const {driverOptions, gatewayPriority} = draft.endpoint;
	const more = [
		...pairs(driverOptions).map(pair => `driver-opt=${pair}`),
		...(gatewayPriority ? [`gw-priority=${gatewayPriority}`] : []),
	];
	if (more.length === 0 && !/[=,]/.test(draft.network)) return draft.network;
	return [`name=${draft.network}`, ...more].map(commaSafe).join(',');
}

function runFlags(draft: ContainerDraft): readonly string[] {
	const {endpoint} = draft;
	return [
		'--detach',
		...(draft.removeWhenStopped ? ['--rm'] : []),
		...optional('--name', draft.name),
		'--network',
		networkOperand(draft),
		...each('--network-alias', endpoint.aliases),
		...optional('--ip', endpoint.ipv4),
		...optional('--ip6', endpoint.ipv6),
		...optional('--mac-address', endpoint.mac),
		...each('--link', endpoint.links),
	];
}

function command(step: Step): readonly string[] {
	switch (step.type) {
		case 'create-network':
			return ['network', 'create', ...networkFlags(step.draft), ...operands(step.draft.name)];
		case 'remove-network':
			return ['network', 'rm', ...operands(step.networkName)];
		case 'connect':
			return ['network', 'connect', ...connectFlags(step.endpoint), ...operands(step.networkName, step.containerName)];
		case 'disconnect':
			return [
				'network',
				'disconnect',
				...(step.force ? ['--force'] : []),
				...operands(step.networkName, step.containerName),
			];
		case 'run-container':
			return ['run', ...runFlags(step.draft), step.draft.image, ...step.draft.command];
		case 'remove-container':
			return ['rm', '--force', step.containerName];
		case 'pull-image':
			return ['pull', step.image];
	}
}

/** The arguments of the `docker` command (`docker` first) that does what applying the step does. */
export function commandOf(step: Step): readonly string[] {
	return ['docker', ...command(step)];
}

/** The same as one line to paste into a shell. */
export function commandLine(step: Step): string {
	return commandOf(step).map(quote).join(' ');
}

/** What the step does but its command cannot say, as a shell comment. */
export function commandComment(step: Step): string | undefined {
	if (step.type !== 'connect' || !step.endpoint.mac) return undefined;
	return `# docker network connect has no option for the MAC address ${quote(step.endpoint.mac)}; docknet sets it through the API`;
}

/** Lines of a script: each step's comment, where it has one, and its command. */
export function commandLines(steps: readonly Step[]): readonly string[] {
	return steps.flatMap(step => {
		const comment = commandComment(step);
		return comment ? [comment, commandLine(step)] : [commandLine(step)];
	});
}
