import type {HostId} from '../model/reference.js';
import type {Snapshot} from '../model/snapshot.js';
import {gates, lacks, versionAtLeast} from './gates.js';
import {networksOf} from './of-host.js';
import {bad, type DraftProblem, warn} from './problem.js';
import type {NetworkDraft} from './step.js';
import {isInterfaceName} from './validate-options.js';

function nameProblem(parent: string): DraftProblem | undefined {
	if (parent === 'lo') return bad('parent', 'the loopback interface lo cannot be a parent: name one like eth0');
	if (!isInterfaceName(parent))
		return bad('parent', `'${parent}' is not the name of an interface: at most 15 characters, no space or slash`);
	const vlan = /\.([^.]*)$/.exec(parent)?.[1];
	if (vlan === undefined) return undefined;
	if (!/^\d+$/.test(vlan))
		return warn('parent', `${parent} must be there already: only parent.number is made by the engine`);
	return Number(vlan) >= 1 && Number(vlan) <= 4094 ? undefined : bad('parent', `VLAN ${vlan} is not from 1 to 4094`);
}

/** Other networks on the same interface. Whether the interface exists is not known. */
function sharingProblems(
	draft: NetworkDraft,
	parent: string,
	snapshot: Snapshot,
	host: HostId,
): readonly DraftProblem[] {
	const engine = snapshot.hosts.get(host);
	return networksOf(snapshot, host)
		.filter(network => network.options.parent === parent)
		.map(network => {
			const taken = `${parent} is the parent of the ${network.driver} network ${network.name}`;
			if (network.driver !== draft.driver)
				return warn('parent', `${taken}: containers of both kinds cannot run at the same time`);
			if (draft.driver === 'ipvlan') return bad('parent', `${taken}: ipvlan has one network for each parent`);
			if (engine?.engine === 'podman') return warn('parent', taken);
			const lack = lacks(engine, gates.severalNetworksOnParent);
			if (lack) return bad('parent', `${taken}: another one ${lack}`);
			const passthru = [draft.options, network.options].some(options => options.macvlan_mode === 'passthru');
			return passthru ? bad('parent', `${taken}: mode passthru shares it with none`) : warn('parent', taken);
		});
}

/** The subnet and gateway are the LAN's: what the engine chooses is hardly right. */
function lanProblems(draft: NetworkDraft, snapshot: Snapshot, host: HostId): readonly DraftProblem[] {
	if (draft.internal || (draft.options.ipvlan_mode ?? 'l2') !== 'l2') return [];
	if (draft.subnets.length === 0)
		return [warn('subnets', "no subnet is given: the engine chooses one that is not your LAN's")];
	const engine = snapshot.hosts.get(host);
	const none = engine?.engine === 'docker' && versionAtLeast(engine.version, '29');
	return draft.subnets
		.filter(subnet => !subnet.gateway)
		.map(({cidr}) =>
			warn(
				'gateways',
				none
					? `${cidr} has no gateway: its containers will have no way out`
					: `${cidr} has no gateway: the engine takes the first address, right only if the LAN's router has it`,
			),
		);
}

/** Rules of macvlan and ipvlan on the host's interface. */
export function parentProblems(draft: NetworkDraft, snapshot: Snapshot, host: HostId): readonly DraftProblem[] {
	if (draft.driver !== 'macvlan' && draft.driver !== 'ipvlan') return [];
	const {parent} = draft.options;
	// The engine would make a dummy interface: a network that looks right and leads nowhere.
	const missing = draft.internal
		? warn('parent', 'no parent: the containers will reach each other only')
		: bad('parent', `${draft.driver} needs the host's interface to share, like eth0`);
	if (!parent) return [missing];
	const problem = nameProblem(parent);
	return [
		...(problem ? [problem] : []),
		...sharingProblems(draft, parent, snapshot, host),
		...lanProblems(draft, snapshot, host),
	];
}
