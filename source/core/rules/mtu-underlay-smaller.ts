import type {Fix} from '../model/finding.js';
import type {Network} from '../model/network.js';
import {keyOf} from '../model/reference.js';
import type {Snapshot} from '../model/snapshot.js';
import {quote} from '../plan/quote.js';
import {dockerNetworks, runningOn} from './members.js';
import {moving} from './moving.js';
import type {Rule} from './rule.js';
import {aboutNetwork, api, ofHost} from './subjects.js';

const option = 'com.docker.network.driver.mtu';
/** Of a bridge that is not told another. */
const usual = 1500;

function anew(network: Network, mtu: number, snapshot: Snapshot): Fix {
	const {name} = network;
	const smaller = `${name}-${mtu}`;
	const move = moving(runningOn(network, snapshot), name, smaller);
	return {
		title: 'Make the network anew with the uplink’s MTU: the option cannot be changed',
		commands: [`docker network create --opt ${option}=${mtu} ${quote(smaller)}`, ...move.commands],
		sideEffects: move.sideEffects,
	};
}

/** The default bridge cannot be made anew. */
const ofDaemon = (mtu: number): Fix => ({
	title: 'Tell the engine the MTU of its default bridge',
	commands: [`# /etc/docker/daemon.json: {"mtu": ${mtu}}`, 'systemctl restart docker'],
	sideEffects: ['Containers stop with the engine, unless live restore is on.'],
});

export const mtuUnderlaySmaller: Rule = {
	id: 'mtu-underlay-smaller',
	title: 'A network’s packets are larger than the host’s uplink takes',
	why: 'Large packets must be refused by a router on the way, and where its word is filtered, connections hang after they open.',
	// Path MTU discovery helps where ICMP passes.
	severity: 'medium',
	skip: ({hosts, observations}) =>
		[...hosts.values()].some(({id}) => observations.get(keyOf({host: id, id}))?.routes)
			? undefined
			: 'the interfaces of the engine’s host were not looked at',
	*check(snapshot) {
		for (const network of dockerNetworks(snapshot)) {
			const {host, name, driver, options, internal} = network;
			const routes = snapshot.observations.get(keyOf({host, id: host}))?.routes;
			const uplink = routes?.interfaces.find(each => each.name === routes.defaultGateway?.interface);
			const mtu = Number(options[option] ?? usual);
			if (driver !== 'bridge' || internal || uplink?.mtu === undefined || !(mtu > uplink.mtu)) continue;
			if (runningOn(network, snapshot).length === 0) continue;
			yield {
				confidence: 'observed' as const,
				subject: aboutNetwork(network),
				message: `${name} has MTU ${mtu} and ${uplink.name}, by which its host reaches the outside, ${uplink.mtu}: large packets from its containers do not get out.`,
				evidence: [
					ofHost(`MTU of ${uplink.name}`, `${uplink.mtu}`, `at least ${mtu}`),
					api(`${name} Options["${option}"]`, options[option] ?? `not set (${usual})`, `${uplink.mtu}`),
				],
				fix: name === 'bridge' ? ofDaemon(uplink.mtu) : anew(network, uplink.mtu, snapshot),
			};
		}
	},
};
