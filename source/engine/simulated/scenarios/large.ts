import {type Blueprint, type ContainerPlan, type NetworkPlan, serves} from '../blueprint.js';
import {chance, hash} from '../random.js';

const networkCount = 200;
const containerCount = 1000;
const teams = ['billing', 'catalog', 'checkout', 'identity', 'media', 'search', 'shipping', 'telemetry'];
const roles = ['api', 'cache', 'db', 'proxy', 'queue', 'worker'];
const images = [
	{name: 'registry.example/platform:9', kit: 'iputils', command: 'serve', listens: [serves(8080, 'serve')]},
	{
		name: 'registry.example/edge:3',
		kit: 'busybox',
		command: 'edge --config /etc/edge.yaml',
		listens: [serves(80, 'edge')],
	},
	{name: 'registry.example/core:12', kit: 'distroless', command: '/core', listens: [serves(9000, 'core')]},
] as const;

function pick<Value>(values: readonly Value[], key: string): Value {
	return values[hash(key) % values.length]!;
}

function teamOf(index: number): string {
	return teams[index % teams.length]!;
}

const networkNames = Array.from(
	{length: networkCount},
	(_, index) => `${teamOf(index)}-${String(index).padStart(3, '0')}`,
);

function network(name: string, index: number): NetworkPlan {
	return {
		name,
		subnets: index % 10 === 3 ? [`10.64.${index}.0/24`, `fd00:64:${index}::/64`] : [`10.64.${index}.0/24`],
		internal: index % 9 === 4,
		labels: {team: teamOf(index)},
	};
}

function container(_: unknown, index: number): ContainerPlan {
	const key = `large ${index}`;
	const fortune = chance(`${key} state`);
	const state = fortune < 0.93 ? 'running' : fortune < 0.98 ? 'exited' : 'paused';
	const first = hash(`${key} network`) % networkCount;
	const joined = 1 + (hash(`${key} joined`) % 3);
	const role = pick(roles, `${key} role`);
	const loudness = 10 ** (2 + 4 * chance(`${key} loudness`));
	return {
		name: `${teamOf(first)}-${role}-${String(index).padStart(4, '0')}`,
		image: pick(images, `${key} image`).name,
		networks: Object.fromEntries(
			Array.from({length: joined}, (_, hop) => [
				networkNames[(first + hop * teams.length) % networkCount]!,
				{aliases: [role]},
			]),
		),
		state,
		exitCode: state === 'exited' ? 137 : undefined,
		health: state === 'running' && chance(`${key} health`) < 0.02 ? 'unhealthy' : undefined,
		habit: index % 100 === 7 ? 'flaps' : undefined,
		labels: {team: teamOf(first), role},
		traffic: {receives: loudness, sends: loudness * chance(`${key} sends`)},
		minutes: 1 + (hash(`${key} age`) % 40_000),
	};
}

/** Many of everything, the same each time. */
export function large(): Blueprint {
	return {
		images: [...images, {name: 'nicolaka/netshoot:latest', kit: 'netshoot', command: 'zsh'}],
		networks: networkNames.map(network),
		containers: Array.from({length: containerCount}, container),
	};
}
