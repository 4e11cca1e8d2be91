import type {Network} from '../model/network.js';

const options = ['com.docker.network.bridge.gateway_mode_ipv4', 'com.docker.network.bridge.gateway_mode_ipv6'];

/** The gateway modes that a network was made with; none: the engine's default, `nat`. */
export function gatewayModes(network: Network): readonly {readonly option: string; readonly mode: string}[] {
	return options.flatMap(option => {
		const mode = network.options[option];
		return mode === undefined ? [] : [{option, mode}];
	});
}
