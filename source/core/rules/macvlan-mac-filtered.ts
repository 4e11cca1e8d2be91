import {networksOfNamespace} from '../names/resolve.js';
import {evidenceOf} from '../probes/evidence.js';
import {heardFrom, isSilent, lanGateway} from './lan-gateway.js';
import {runningContainers} from './members.js';
import type {Rule} from './rule.js';
import {aboutContainer, api} from './subjects.js';

/** As Linux names them: wlan0, wlp3s0. */
const wireless = /^wl/;

export const macvlanMacFiltered: Rule = {
	id: 'macvlan-mac-filtered',
	title: 'The LAN lets only the host’s own MAC address through',
	why: 'Wi-Fi, hypervisors and switches with port security drop frames of MAC addresses that they do not know, and each macvlan container has its own.',
	severity: 'high',
	*check(snapshot) {
		for (const container of runningContainers(snapshot)) {
			if (container.sharesNetworkOf) continue;
			for (const {network, endpoint} of networksOfNamespace(container, snapshot)) {
				const {parent = ''} = network.options;
				if (network.driver !== 'macvlan' || network.internal || !parent) continue;
				const gateway = lanGateway(network, endpoint, snapshot);
				const {byContainer, byHost} = gateway ? heardFrom(gateway, container, snapshot) : {};
				const isDropped = byContainer && byHost?.result?.result === 'ok' && isSilent(byContainer);
				if (!isDropped && (byContainer || !wireless.test(parent))) continue;
				const {name} = container;
				const who = `${name} (${endpoint.mac ?? endpoint.ipv4 ?? endpoint.ipv6})`;
				yield {
					...(!isDropped && {severity: 'medium' as const}),
					confidence: isDropped ? ('observed' as const) : ('predicted' as const),
					subject: aboutContainer(container),
					message: isDropped
						? `${who} gets no answer from the router ${gateway}, which answers to the host by the same interface ${parent}: something on the way drops MAC addresses other than the host’s.`
						: `${who} is on ${network.name}, a macvlan network on ${parent}, a wireless interface by its name: access points drop MAC addresses that did not sign in.`,
					evidence: [
						...(byContainer && byHost && isDropped ? [evidenceOf(byContainer), evidenceOf(byHost)] : []),
						api(`${network.name} Options.parent`, parent, ...(isDropped ? [] : ['a wired interface'])),
						...(endpoint.mac
							? [
									api(
										`${name} NetworkSettings.Networks["${network.name}"] MacAddress`,
										endpoint.mac,
										'the MAC address of the host',
									),
								]
							: []),
					],
					fix: {
						title:
							'Allow promiscuous mode and forged transmits for the host’s port, or use ipvlan, which has the MAC address of its parent',
						commands: [
							`docker network create --driver ipvlan --opt parent=${parent} --subnet SUBNET --gateway ROUTER NAME`,
						],
						sideEffects: [
							'An interface is the parent of macvlan or of ipvlan: the macvlan networks on it have to go first.',
						],
					},
				};
			}
		}
	},
};
