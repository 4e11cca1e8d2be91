import type {Listener} from '../../../source/core/probes/proc-sockets.js';
import type {RoutesResult} from '../../../source/core/probes/routes.js';

/** What reading the sockets of a container gave: `tcp 0.0.0.0 8080`. */
export function socketsOf(...sockets: readonly string[]) {
	const listeners = sockets.map((text): Listener => {
		const [protocol, address = '', port] = text.split(' ');
		return {
			protocol: protocol as Listener['protocol'],
			family: address.includes(':') ? 6 : 4,
			address,
			port: Number(port),
		};
	});
	return {listeners: {result: 'ok' as const, message: '', listeners}};
}

/** What reading the routes of a place gave: `10.0.0.0/8 tun0`. */
export function routesOf(...routes: readonly string[]): {readonly routes: RoutesResult} {
	return {
		routes: {
			result: 'ok',
			message: '',
			routes: routes.map(text => {
				const [destination = '', name = ''] = text.split(' ');
				return {destination, interface: name, metric: 0};
			}),
			interfaces: [],
		},
	};
}
