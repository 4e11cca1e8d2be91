import type {Container} from '../model/container.js';
import type {Network} from '../model/network.js';

/** Why a network can neither be removed nor made again. */
export function protectedNetwork(network: Network): string | undefined {
	if (network.ingress) return `${network.name} is the swarm's routing mesh: the swarm itself looks after it`;
	if (network.builtIn) return `${network.name} is made by the engine itself and cannot be removed`;
	return undefined;
}

/** Why a container's networks cannot be changed by hand. */
export function protectedContainer(container: Container): string | undefined {
	if (container.labels['com.docker.swarm.task.name'] !== undefined)
		return `${container.name} is a task of a swarm service: change the service's networks (docker service update --network-add)`;
	if (container.sharesNetworkOf)
		return `${container.name} uses the network of another container: change that one's networks`;
	if (container.networkMode === 'host')
		return `${container.name} uses the host's network (mode host): run it again with another network`;
	if (container.state === 'removing') return `${container.name} is being removed`;
	return undefined;
}

/** Why a container cannot be attached to a network, or taken off it, by hand. */
export function protectedMembership(network: Network, container: Container): string | undefined {
	if (network.driver === 'host') return 'the host network is chosen when a container is run, never later';
	if (network.ingress) return `${network.name} is the swarm's routing mesh: only services use it`;
	if (network.name === 'docker_gwbridge')
		return "docker_gwbridge is the engine's own way out for overlay networks; it attaches containers itself";
	if (network.configOnly)
		return `${network.name} is a configuration only: other networks copy it, none can attach to it`;
	return protectedContainer(container);
}
