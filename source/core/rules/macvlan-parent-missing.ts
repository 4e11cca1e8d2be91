import type {Network} from '../model/network.js';
import type {Snapshot} from '../model/snapshot.js';
import {membersOf} from '../plan/of-host.js';
import {failures} from './error-rule.js';
import {networkOfHost} from './host-network.js';
import {parentsOf} from './macvlan-parent-busy.js';
import {dockerNetworks, listed, runningOn} from './members.js';
import type {Found, Rule} from './rule.js';
import {aboutNetwork, api, ofHost} from './subjects.js';

function fixOf(driver: string) {
	return {
		title: 'Make the network anew on an interface that the host has',
		commands: [
			'ip -br link show',
			`docker network create --driver ${driver} --opt parent=INTERFACE --subnet SUBNET --gateway ROUTER NETWORK`,
		],
		sideEffects: ['Containers have to move to the new network.'],
	};
}

function found(network: Network, snapshot: Snapshot): Found | undefined {
	const {name, driver, host, options, internal} = network;
	const names = networkOfHost(host, snapshot)?.interfaces.map(each => each.name) ?? [];
	const {parent} = options;
	const common = {subject: aboutNetwork(network), fix: fixOf(driver)};
	if (parent === undefined)
		return internal
			? undefined
			: {
					...common,
					severity: runningOn(network, snapshot).length > 0 ? 'medium' : 'low',
					confidence: 'predicted',
					message: `${name} was made without a parent interface: its containers reach each other, and nothing outside.`,
					evidence: [api(`${name} Options.parent`, 'not set', 'an interface of the host')],
				};
	// An engine makes VLANs of an interface itself.
	if (names.length === 0 || names.includes(parent)) return undefined;
	return {
		...common,
		severity: membersOf(network, snapshot).length > 0 ? 'high' : 'low',
		confidence: 'observed',
		message: `${parent}, the parent interface of ${name}, is not on the host: its containers are cut off, or will not start again.`,
		evidence: [api(`${name} Options.parent`, parent), ofHost('ip link', listed(names), parent)],
	};
}

export const macvlanParentMissing: Rule = {
	id: 'macvlan-parent-missing',
	title: 'The parent interface is not there',
	why: 'A macvlan or ipvlan network lives on an interface of the host, which was renamed or is gone, or was never named.',
	severity: 'critical',
	*check(snapshot) {
		for (const network of dockerNetworks(snapshot)) {
			// Where its settings come from another network, they are told there.
			if (!['macvlan', 'ipvlan'].includes(network.driver) || network.configFrom || network.scope !== 'local') continue;
			const one = found(network, snapshot);
			if (one) yield one;
		}

		yield* failures(macvlanParentMissing.id, snapshot, {
			fix: ({error}) => fixOf(/ipvlan/i.test(error) ? 'ipvlan' : 'macvlan'),
			besides: failed => parentsOf(failed, snapshot),
		});
	},
};
