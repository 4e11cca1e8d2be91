import {gatewayOf, leadsOut, whyFirst} from '../../plan/endpoint-order.js';
import {hasHost} from '../../plan/gateways.js';
import {quote} from '../../plan/quote.js';
import {searchIn} from '../../rules/conn-host-firewall.js';
import {api} from '../../rules/subjects.js';
import {isDockerSince, type Path} from '../path.js';
import {asked, asker, type Case, type Contradiction, isOk, isSilent} from './contradiction.js';

const masquerade = 'com.docker.network.bridge.enable_ip_masquerade';

/** The engine's host gets there, the container does not, though its packets go by the host. */
function isHostOnly(found: Case): boolean {
	const way = wayOf(found)?.network;
	const isByHost = way === undefined || way.driver !== 'bridge' || hasHost(way, versionOf(found.path));
	return isByHost && isSilent(found) && found.path.to.kind === 'outside' && isOk(found.observed.fromHost);
}

function versionOf({to, question}: Path): 4 | 6 {
	const address = 'address' in to && to.address ? to.address : question.target;
	return address.includes(':') ? 6 : 4;
}

const wayOf = ({path}: Case) => gatewayOf(path.from.networks, versionOf(path));
const masquerades = (options: Readonly<Record<string, string>>) => options[masquerade] !== 'false';

/** Another of the asker's networks, which would have led out. */
function betterWay({path}: Case) {
	return path.from.networks.find(
		({network}) => network.driver === 'bridge' && leadsOut(network, versionOf(path)) && masquerades(network.options),
	);
}

function optionOf(found: Case) {
	const network = wayOf(found)?.network;
	const value = network?.options[masquerade];
	return network && value !== undefined ? [api(`${network.name} Options["${masquerade}"]`, value, 'true')] : [];
}

/** From a container to what is outside. */
export const outsideContradictions: readonly Contradiction[] = [
	{
		finding: 'conn-wrong-default-gateway',
		applies: found => {
			const way = wayOf(found);
			return (
				isHostOnly(found) && way !== undefined && !masquerades(way.network.options) && betterWay(found) !== undefined
			);
		},
		title: found =>
			`the default gateway of ${asker(found)} is on ${wayOf(found)?.network.name}, which does not masquerade, and not on ${betterWay(found)?.network.name}, as ${whyFirst(wayOf(found)!, betterWay(found)!)}: what it sends gets no answer`,
		evidence: found => [
			api(`${asker(found)} default gateway`, wayOf(found)!.network.name, betterWay(found)!.network.name),
			...optionOf(found),
		],
		fix: found => {
			const [wrong, right] = [wayOf(found)!, betterWay(found)!].map(({network}) => quote(network.name));
			const name = quote(found.path.from.owner?.name ?? asker(found));
			return isDockerSince(found.path, '28')
				? {
						title: `Give ${right} the higher gateway priority`,
						commands: [
							`docker network disconnect ${right} ${name}`,
							`docker network connect --gw-priority 1 ${right} ${name}`,
						],
						sideEffects: [`Connections of ${name} on ${right} end, and its aliases there must be given again.`],
					}
				: {
						title: `Take ${name} off ${wrong}, or give the networks names that sort the other way`,
						commands: [`docker network disconnect ${wrong} ${name}`],
						sideEffects: [`${name} no longer reaches what is on ${wrong}.`],
					};
		},
	},
	{
		finding: 'conn-host-firewall',
		applies: found => isHostOnly(found) && isOk(found.observed.neighbour) && found.path.host?.engine !== 'podman',
		title: found =>
			`${found.observed.neighbour?.from}, which goes out by ${wayOf(found)?.network.name} too, reaches ${asked(found)}, and ${asker(found)} does not: a rule for its address, most likely in chain DOCKER-USER of the host, or one inside ${asker(found)}`,
		fix: () => searchIn('DOCKER-USER'),
		suspects: ['chain DOCKER-USER', 'a firewall inside the asking container, which drops the answers'],
	},
	{
		finding: 'conn-masquerade-missing',
		applies: isHostOnly,
		title: found =>
			`the engine’s host reaches ${asked(found)}, its container does not: packets are not forwarded, leave without a masqueraded address, or do not come back`,
		evidence: optionOf,
		fix: found =>
			optionOf(found).length > 0
				? {
						title: 'Use a network that masquerades (the option cannot be changed), or route the answers back',
						commands: [
							'docker network create egress',
							`docker network connect egress ${quote(found.path.from.owner?.name ?? asker(found))}`,
						],
						sideEffects: ['It can be reached by everything on that network, and its default gateway may move.'],
					}
				: {
						title: 'Look for the rule on the engine’s host; a restart of the engine writes its rules again',
						commands: [
							'iptables -t nat -S POSTROUTING',
							'iptables -S FORWARD',
							'sysctl net.ipv4.ip_forward',
							'systemctl restart docker',
						],
						sideEffects: ['Containers stop with the engine, unless live restore is on.'],
					},
		suspects: [
			'the masquerade rule of the network in the host’s firewall',
			'the FORWARD chain of the host',
			// What the engine tells of it is from its start.
			'net.ipv4.ip_forward of the host, switched off since the engine started (daemon-ip-forward-disabled)',
		],
	},
];
