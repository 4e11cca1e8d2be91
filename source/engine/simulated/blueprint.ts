import type {Container, Port} from '../../core/model/container.js';
import type {Network, Subnet} from '../../core/model/network.js';
import type {EndpointDraft} from '../../core/plan/step.js';
import type {Habit, Image, Listener, Profile} from './world.js';

export type NetworkPlan = Partial<Omit<Network, 'host' | 'id' | 'name' | 'subnets'>> & {
	readonly name: string;
	/** A subnet's text stands for that subnet with its first address as gateway. Left out: from the engine's pools. */
	readonly subnets?: readonly (string | Subnet)[];
};

export type ContainerPlan = Partial<
	Pick<Container, 'command' | 'state' | 'health' | 'exitCode' | 'error' | 'labels'>
> & {
	readonly name: string;
	readonly image: string;
	/** Network name → how it is attached there; the first is the engine's network mode. */
	readonly networks?: Readonly<Record<string, Partial<EndpointDraft>>>;
	/** `host`, `none`, `container:<name>`; only where `networks` does not say it. */
	readonly mode?: string;
	readonly ports?: readonly Port[];
	/** Left out: as its image does. */
	readonly listens?: readonly Listener[];
	readonly mtu?: number;
	readonly traffic?: Profile;
	/** Minutes since it was started, or ended. */
	readonly minutes?: number;
	readonly habit?: Habit;
};

/** A scenario: all that a world is made of, as data. */
export type Blueprint = {
	readonly swarm?: boolean;
	readonly images: readonly Image[];
	readonly networks: readonly NetworkPlan[];
	readonly containers: readonly ContainerPlan[];
};

/** A port published on every address, IPv4 and IPv6, as the engine lists it. */
export function published(hostPort: number, containerPort: number, protocol = 'tcp'): readonly Port[] {
	return ['0.0.0.0', '::'].map(hostIp => ({hostIp, hostPort, containerPort, protocol}));
}

export function exposed(containerPort: number, protocol = 'tcp'): Port {
	return {containerPort, protocol};
}

export function serves(port: number, process: string, status = 200): Listener {
	return {protocol: 'tcp', port, process, status};
}

export function listens(port: number, process: string, protocol: 'tcp' | 'udp' = 'tcp'): Listener {
	return {protocol, port, process};
}

export function secured(listener: Listener): Listener {
	return {...listener, tls: true};
}

export function onLoopback(listener: Listener): Listener {
	return {...listener, loopback: true};
}
