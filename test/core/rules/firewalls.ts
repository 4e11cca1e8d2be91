import {readFileSync} from 'node:fs';
import {ruleCounters} from '../../../source/core/firewall/rule-counter.js';
import type {HostDetails} from '../../../source/core/model/host.js';
import type {Network} from '../../../source/core/model/network.js';
import {containerNamed, lab, networkNamed, placeOn, snapshotOf} from '../../objects.js';

/** Of Docker 28: its default bridge, and one network with 172.18.0.0/16. */
const captured = readFileSync(new URL('../../fixtures/firewall/host-before.txt', import.meta.url), 'utf8');

/** A host of that firewall, as `edit` leaves it, and a network with a container. */
export function behind(edit: (text: string) => string, facts: Partial<Network> = {}, driver = 'iptables') {
	const details: HostDetails = {warnings: [], configuredPools: false, firewall: {driver, facts: {}}};
	const subnets = [{cidr: '172.18.0.0/16', auxiliary: {}}];
	return snapshotOf({
		host: {details},
		networks: [networkNamed('front', {subnets, ...facts})],
		containers: [containerNamed('web', [placeOn('front', {ipv4: '172.18.0.2'})])],
		observations: {[lab]: {firewall: ruleCounters(edit(captured))}},
	});
}

export const asCaptured = (text: string) => text;

/** Without the lines that match. */
export const without = (pattern: RegExp) => (text: string) =>
	text
		.split('\n')
		.filter(line => !pattern.test(line))
		.join('\n');
