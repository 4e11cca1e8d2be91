import {describe, test} from 'vitest';
import type {NetworkDraft} from '../../../source/core/plan/step.js';
import {networkProblems} from '../../../source/core/plan/validate-network.js';
import {EngineError} from '../../../source/engine/errors.js';
import {labEngine} from '../../lab-engines.js';
import {type Lab, labOf, mark} from './lab.js';
import {aDraft} from './picture.js';

const bridge = 'com.docker.network.bridge';
/** Another one in each run, as 20.10 does not give it back. */
const net = `10.${112 + (process.pid % 16)}.${Math.trunc(process.pid / 16) % 256}`;
const v4 = {cidr: `${net}.0/24`, auxiliary: {}};

/** Drafts on which docknet and the engine must be of one mind, whatever the mind is. */
const drafts: Readonly<Record<string, Partial<NetworkDraft>>> = {
	plain: {},
	'a good subnet': {subnets: [{...v4, gateway: `${net}.1`}]},
	'reserved name': {name: 'bridge'},
	'host driver': {driver: 'host'},
	'unknown driver': {driver: 'silly'},
	overlay: {driver: 'overlay', subnets: [v4]},
	'two IPv4 subnets on a bridge': {subnets: [v4, {cidr: '10.223.1.0/24', auxiliary: {}}]},
	'gateway is broadcast': {subnets: [{...v4, gateway: `${net}.255`}]},
	'gateway outside': {subnets: [{...v4, gateway: '10.223.0.1'}]},
	'reserved is the gateway': {subnets: [{...v4, gateway: `${net}.1`, auxiliary: {a: `${net}.1`}}]},
	'reserved is broadcast': {subnets: [{...v4, auxiliary: {a: `${net}.255`}}]},
	'reserved outside': {subnets: [{...v4, auxiliary: {a: '10.223.0.5'}}]},
	'overlap with the default bridge': {subnets: [{cidr: '172.17.0.0/24', auxiliary: {}}]},
	'subnet of two': {subnets: [{cidr: `${net}.0/31`, auxiliary: {}}]},
	'subnet of four': {subnets: [{cidr: `${net}.0/30`, auxiliary: {}}]},
	'IPv6 without a subnet': {ipv6: true},
	'IPv6 with a subnet': {ipv6: true, subnets: [v4, {cidr: 'fd00:222::/64', auxiliary: {}}]},
	'option not a boolean': {options: {[`${bridge}.enable_icc`]: 'maybe'}},
	'MTU not a number': {options: {'com.docker.network.driver.mtu': 'x'}},
	'MTU negative': {options: {'com.docker.network.driver.mtu': '-5'}},
	'bridge name too long': {options: {[`${bridge}.name`]: 'thisnameismuchtoolong'}},
	'bridge name with a slash': {options: {[`${bridge}.name`]: 'a/b'}},
	'binding not an address': {options: {[`${bridge}.host_binding_ipv4`]: 'nonsense'}},
	'gateway mode unknown': {options: {[`${bridge}.gateway_mode_ipv4`]: 'silly'}},
	'gateway mode isolated, not internal': {options: {[`${bridge}.gateway_mode_ipv4`]: 'isolated'}},
	'null IPAM': {ipamDriver: 'null'},
	'macvlan on the loopback': {driver: 'macvlan', subnets: [v4], options: {parent: 'lo'}},
	'macvlan on the LAN': {driver: 'macvlan', subnets: [{...v4, gateway: `${net}.1`}], options: {parent: 'eth0'}},
	'VLAN too high': {driver: 'macvlan', subnets: [v4], options: {parent: 'eth0.5000'}},
	'macvlan mode unknown': {driver: 'macvlan', subnets: [v4], options: {parent: 'eth0', macvlan_mode: 'silly'}},
	'ipvlan l3': {driver: 'ipvlan', subnets: [v4], options: {parent: 'eth0', ipvlan_mode: 'l3'}},
	'ipvlan mode unknown': {driver: 'ipvlan', subnets: [v4], options: {parent: 'eth0', ipvlan_mode: 'silly'}},
};

/** What the engine says against the draft; undefined where it makes the network. */
async function refusalOf(lab: Lab, draft: NetworkDraft): Promise<string | undefined> {
	const {host} = lab.engine;
	const signal = AbortSignal.timeout(20_000);
	try {
		const {created} = await lab.engine.apply({host, type: 'create-network', draft}, signal);
		await lab.engine.apply({host, type: 'remove-network', network: created!, networkName: draft.name}, signal);
		return undefined;
	} catch (error) {
		if (error instanceof EngineError) return error.message;
		throw error;
	}
}

describe.concurrent.each(['a', 'e26', 'e28'] as const)('docknet and engine %s agree', name => {
	const found = labEngine(name);

	test.runIf(found)('on what is wrong with a network', async ({expect, onTestFinished}) => {
		const lab = labOf(found!, 'plan-agree');
		onTestFinished(lab.clean);
		const snapshot = await lab.snapshot();
		const disagreements: unknown[] = [];
		const judged = Object.entries(drafts).map(([title, part]) => {
			const draft = aDraft({name: 'plan-agree', labels: mark, ...part});
			const problems = networkProblems(draft, snapshot, lab.engine.host).filter(({tone}) => tone === 'bad');
			return {title, draft, problems};
		});
		// The good ones first: 20.10 keeps the subnet of a network that it refused until it is started again.
		for (const {title, draft, problems} of judged.sort((a, b) => a.problems.length - b.problems.length)) {
			const refusal = await refusalOf(lab, draft);
			if (problems.length > 0 !== (refusal !== undefined)) disagreements.push({title, problems, refusal});
		}

		expect(disagreements).toEqual([]);
	});
});
