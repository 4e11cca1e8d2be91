import type {Network} from '../model/network.js';
import {gatewayOf} from '../plan/endpoint-order.js';
import {isDockerSince, type Path} from './path.js';

const option = (key: string) => `com.docker.network.bridge.${key}`;

/**
 * The network without masquerading by which the asker's packets leave, where answers from that other network do not come back:
 * since 28 Docker drops (table raw) what comes from another bridge straight to a container's own address.
 */
export function lostBehind(path: Path, target: Network, version: 4 | 6): Network | undefined {
	const {from} = path;
	if (from.mode !== 'own' || !isDockerSince(path, '28')) return undefined;
	const {network} = gatewayOf(from.networks, version) ?? {};
	if (!network || network.id === target.id) return undefined;
	const isGuarded = (network.options[option(`gateway_mode_ipv${version}`)] ?? 'nat') === 'nat';
	return isGuarded && network.options[option('enable_ip_masquerade')] === 'false' ? network : undefined;
}
