import type {Fix} from '../model/finding.js';
import type {Network, Subnet} from '../model/network.js';
import {draftOf} from '../plan/draft.js';
import {quote} from '../plan/quote.js';
import {commandLine} from '../plan/shell.js';

/** Lines that remove a network and make it again, as it was but for its subnets. */
export function madeAnew(network: Network, subnets: readonly Subnet[]): readonly string[] {
	const draft = {...draftOf(network), subnets};
	return [`docker network rm ${quote(network.name)}`, commandLine({host: network.host, type: 'create-network', draft})];
}

const restarts = 'Containers stop with the engine, unless live restore is on.';

/** How a network gets another subnet; `which` says what is asked of it: `that the host routes nowhere`. */
export function otherSubnet(network: Network, which: string): Fix {
	const {name, builtIn, ingress, subnets} = network;
	if (builtIn && name === 'bridge')
		return {
			title: `Set "bip" in daemon.json to an address of a subnet ${which}, and restart the engine`,
			commands: ['grep -s bip /etc/docker/daemon.json', 'systemctl restart docker'],
			sideEffects: [restarts, `Containers of ${name} get other addresses.`],
		};
	const placeholders = subnets.map(({cidr}) => (cidr.includes(':') ? 'SUBNET6' : 'SUBNET'));
	return {
		title: `Make ${name} anew on a subnet ${which}`,
		commands: ingress
			? [`docker network rm ${name}`, `docker network create --ingress --driver overlay --subnet SUBNET ${name}`]
			: madeAnew(
					network,
					placeholders.map(cidr => ({cidr, auxiliary: {}})),
				),
		sideEffects: [
			ingress
				? 'Services that publish ports through it have to be removed first, and made again.'
				: 'Its containers have to be disconnected first, and get other addresses.',
			...(builtIn && !ingress ? ['This node has to leave the swarm first.'] : []),
		],
	};
}
