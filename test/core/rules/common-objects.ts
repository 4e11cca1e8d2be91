import type {Container, ContainerDetails} from '../../../source/core/model/container.js';
import type {Host} from '../../../source/core/model/host.js';
import type {Service, Task} from '../../../source/core/model/swarm.js';
import {containerNamed, lab, networkNamed, placeOn, plainDetails} from '../../objects.js';

/** Objects as they commonly are, for whole engines in a few lines. */

export const details = (facts: Partial<ContainerDetails> = {}) => ({details: {...plainDetails, ...facts}});
export const compose = (project: string, service: string, more: Readonly<Record<string, string>> = {}) => ({
	labels: {'com.docker.compose.project': project, 'com.docker.compose.service': service, ...more},
});
export const numbers = (count: number) => Array.from({length: count}, (_, index) => index);

/** One container of a Compose project, on its default network; `at` is the end of its address. */
export function part(project: string, service: string, at: number, facts: Partial<Container> = {}): Container {
	const place = placeOn(`${project}_default`, {
		aliases: [service],
		dnsNames: [`${project}-${service}-1`, service],
		...(facts.state === 'exited' ? {} : {ipv4: `172.20.0.${at}`, gateway: '172.20.0.1'}),
	});
	return containerNamed(`${project}-${service}-1`, [place], {...compose(project, service), ...facts});
}

export const published = (hostPort: number, containerPort = hostPort, protocol = 'tcp', hostIp = '0.0.0.0') => ({
	hostIp,
	hostPort,
	containerPort,
	protocol,
});
/** Asked for, and there. */
export const publishing = (...ports: readonly ReturnType<typeof published>[]) => ({
	ports,
	...details({requestedPorts: ports}),
});
export const told = (...urls: readonly (readonly [scheme: string, host: string, port: number])[]) =>
	details({wantedHosts: urls.map(([scheme, host, port]) => ({at: 'Env URL', scheme, host, port}))});

export const bridge = networkNamed('bridge', {builtIn: true, subnets: [{cidr: '172.17.0.0/16', auxiliary: {}}]});
export const plain = (name: string, net = 20) =>
	networkNamed(name, {subnets: [{cidr: `172.${net}.0.0/16`, gateway: `172.${net}.0.1`, auxiliary: {}}]});
export const onBridge = (name: string, at: number, facts: Partial<Container> = {}) =>
	containerNamed(name, [placeOn('bridge', {ipv4: `172.17.0.${at}`, gateway: '172.17.0.1'})], facts);
export const forwarding = (ipv4Forwarding: boolean): Partial<Host> => ({
	details: {warnings: [], configuredPools: false, ipv4Forwarding},
});
export const gone = {state: 'exited', exitCode: 1} as const;

export const service = (name: string, facts: Partial<Service> = {}): Service => ({
	host: lab,
	id: `id-of-${name}`,
	name,
	mode: 'replicated',
	endpointMode: 'vip',
	networks: [{networkId: 'id-of-mesh', aliases: [], vip: '10.0.1.2'}],
	ports: [],
	labels: {},
	...facts,
});
export const task = (of: string, id: string, state: string, facts: Partial<Task> = {}): Task => ({
	host: lab,
	id,
	serviceId: `id-of-${of}`,
	state,
	desiredState: state,
	addresses: [],
	...facts,
});
