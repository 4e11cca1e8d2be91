import type {Container, Endpoint} from '../../source/core/model/container.js';
import type {Host} from '../../source/core/model/host.js';
import type {Network} from '../../source/core/model/network.js';
import type {Sample} from '../../source/core/model/sample.js';
import {noTraffic, plainAttachment, plainContainer, plainHost, plainNetwork} from '../objects.js';

/** Objects of the host `h`; the id is the name. */

export function someHost(id = 'h'): Host {
	return {
		id,
		...plainHost,
		name: id,
	};
}

export function someNetwork(id: string, more: Partial<Network> = {}): Network {
	return {
		host: 'h',
		id,
		name: id,
		...plainNetwork,
		subnets: [{cidr: '10.0.0.0/24', auxiliary: {}}],
		...more,
	};
}

export function someEndpoint(networkId: string, more: Partial<Endpoint> = {}): Endpoint {
	return {
		networkId,
		networkName: networkId,
		ipv4: '10.0.0.2',
		mac: '02:42:0a:00:00:02',
		...plainAttachment,
		...more,
	};
}

export function someContainer(id: string, more: Partial<Container> = {}): Container {
	return {
		host: 'h',
		id,
		name: id,
		...plainContainer,
		endpoints: [someEndpoint('front')],
		detailed: false,
		...more,
	};
}

export function someSample(container: string, at: number, rxBytes: number): Sample {
	return {container, at, interfaces: [{name: 'eth0', ...noTraffic, rxBytes}]};
}
