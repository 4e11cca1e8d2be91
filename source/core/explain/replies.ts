import type {Network} from '../model/network.js';
import {bridgeOption, wayTo} from '../plan/gateways.js';
import {isDockerSince, type Path} from './path.js';

export const isMasquerading = ({options}: Network): boolean =>
	options[bridgeOption('enable_ip_masquerade')] !== 'false';

/** The option by which what leaves that network keeps the container's own address; undefined where it gets the host's. */
export function unmaskedBy({options}: Network, version: 4 | 6): string | undefined {
	const [masquerade, mode] = [bridgeOption('enable_ip_masquerade'), bridgeOption(`gateway_mode_ipv${version}`)];
	if (options[masquerade] === 'false') return masquerade;
	return options[mode] === 'routed' ? mode : undefined;
}

/** Whether the engine writes rules for that IP version: before 27 for IPv4 alone, unless it was told otherwise (which it does not tell). */
export function isFiltered(path: Path, version: 4 | 6): boolean {
	return version === 4 || isDockerSince(path, '27');
}

/** From 28 on Docker drops (table raw) what comes from another bridge straight to a container's own address. */
function isGuarded({options}: Network, path: Path, version: 4 | 6): boolean {
	return isDockerSince(path, '28') && (options[bridgeOption(`gateway_mode_ipv${version}`)] ?? 'nat') === 'nat';
}

/** The network without masquerading by which the asker's packets leave, where answers from that other network do not come back. */
export function lostBehind(path: Path, target: Network, address: string): Network | undefined {
	const {from} = path;
	if (from.mode !== 'own') return undefined;
	const {network} = wayTo(address, from.networks) ?? {};
	if (!network || network.id === target.id || isMasquerading(network)) return undefined;
	return isGuarded(network, path, address.includes(':') ? 6 : 4) ? network : undefined;
}
