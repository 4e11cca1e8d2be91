import type {Container} from '../../core/model/container.js';
import type {Network} from '../../core/model/network.js';
import type {EndpointDraft} from '../../core/plan/step.js';
import {EngineError} from '../errors.js';
import {plugged, unplugged} from './endpoint.js';
import {takenOn} from './pool.js';
import {
	activeTime,
	type Changed,
	endpointOn,
	isUp,
	type Machine,
	networkEvent,
	type World,
	withMachine,
} from './world.js';

export function connect(world: World, network: Network, machine: Machine, draft: EndpointDraft, at: number): Changed {
	const {container} = machine;
	checkConnect(network, container, draft);
	const resting = unplugged(container, network, draft);
	const endpoint = isUp(container) ? plugged(resting, network, takenOn(world, network), draft.mac) : resting;
	const others = container.endpoints.filter(other => other.networkId !== network.id);
	const connected: Machine = {
		...machine,
		container: {...container, endpoints: [...others, endpoint]},
		plugs: endpoint.mac ? [...machine.plugs, plugFor(machine, network, at)] : machine.plugs,
	};
	// An engine tells of a connection only where something is plugged in.
	const events = isUp(container) ? [networkEvent(world, at, 'connect', network, container.id)] : [];
	return {world: withMachine(world, connected), events};
}

function plugFor(machine: Machine, network: Network, at: number): Machine['plugs'][number] {
	const used = new Set(machine.plugs.map(plug => plug.interfaceName));
	let number = 0;
	while (used.has(`eth${number}`)) number++;
	return {networkId: network.id, interfaceName: `eth${number}`, since: activeTime(machine, at)};
}

function checkConnect(network: Network, container: Container, draft: EndpointDraft): void {
	if (container.sharesNetworkOf || container.networkMode === 'host') {
		throw new EngineError(
			'denied',
			'container sharing network namespace with another container or host cannot be connected to any other network',
		);
	}

	if (network.driver === 'host') {
		throw new EngineError(
			'denied',
			'cannot connect container to host network - container must be created in host network mode',
		);
	}

	const onNone = container.endpoints.some(endpoint => endpoint.networkName === 'none');
	if (onNone || (network.driver === 'null' && container.endpoints.length > 0)) {
		throw new EngineError(
			'denied',
			'container cannot be connected to multiple networks with one of the networks in private (none) mode',
		);
	}

	if (isUp(container) && endpointOn(container, network.id)) {
		const reason = `endpoint with name ${container.name} already exists in network ${network.name}`;
		throw new EngineError('denied', reason);
	}

	checkEndpoint(network, draft);
}

/** What the engine refuses wherever a container is attached, by connect or at its start. */
export function checkEndpoint(network: Network, {aliases, ipv4, ipv6}: EndpointDraft): void {
	const problems: string[] = [];
	if (network.builtIn && aliases.length > 0) {
		problems.push('network-scoped alias is supported only for containers in user defined networks');
	}

	if (network.builtIn && (ipv4 || ipv6)) {
		problems.push('user specified IP address is supported on user defined networks only');
	}

	if (problems.length > 0) {
		throw new EngineError('invalid', ['invalid endpoint settings:', ...problems].join('\n'));
	}

	if (network.scope === 'swarm' && !network.attachable) {
		throw new EngineError(
			'denied',
			`Could not attach to network ${network.name}: network ${network.name} not manually attachable`,
		);
	}
}

export function disconnect(world: World, network: Network, machine: Machine, at: number): Changed {
	const {container} = machine;
	if (network.driver === 'host') {
		throw new EngineError(
			'denied',
			'cannot disconnect container from host network - container was created in host network mode',
		);
	}

	if (!endpointOn(container, network.id)) {
		const reason = `container ${container.id} is not connected to the network ${network.name}`;
		throw new EngineError('denied', reason);
	}

	const left: Machine = {
		...machine,
		plugs: machine.plugs.filter(plug => plug.networkId !== network.id),
		container: {...container, endpoints: container.endpoints.filter(other => other.networkId !== network.id)},
	};
	const events = isUp(container) ? [networkEvent(world, at, 'disconnect', network, container.id)] : [];
	return {world: withMachine(world, left), events};
}
