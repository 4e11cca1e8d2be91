import {keyOf} from '../../model/reference.js';
import type {Membership} from '../../plan/endpoint-order.js';
import {type End, sharesNamespace} from '../ends.js';
import {type Path, type Step, step} from '../path.js';

/** The MTU of the interface that has the endpoint's address, as measured. */
function mtuOf({owner}: End, {endpoint}: Membership, {snapshot}: Path) {
	const interfaces = owner && snapshot.observations.get(keyOf(owner))?.routes?.interfaces;
	const found = interfaces?.find(
		({name, addresses, mac}) =>
			// The address of an interface that is down is told of lo.
			name !== 'lo' &&
			(addresses.some(cidr => cidr.split('/')[0] === (endpoint.ipv4 ?? endpoint.ipv6)) ||
				(mac !== undefined && mac === endpoint.mac)),
	);
	return found?.mtu === undefined ? undefined : {name: found.name, mtu: found.mtu};
}

/** Whether both interfaces on the shared network let packets of one size through. */
export function mtu(path: Path): ReturnType<Step> {
	const {from, to} = path;
	if (to.kind !== 'container' || !to.endpoint || sharesNamespace(from, to.end)) return undefined;
	const {network} = to.endpoint;
	const own = from.networks.find(member => member.network.id === network.id);
	const near = own && mtuOf(from, own, path);
	const far = mtuOf(to.end, to.endpoint, path);
	if (!near || !far) return undefined;
	const evidence = [
		{source: 'probe' as const, at: `${from.name}: MTU of ${near.name}`, value: String(near.mtu)},
		{
			source: 'probe' as const,
			at: `${to.end.name}: MTU of ${far.name}`,
			value: String(far.mtu),
			expected: String(near.mtu),
		},
	];
	if (near.mtu === far.mtu)
		return step('mtu', 'pass', `both interfaces have MTU ${near.mtu}`, {evidence, observed: true});
	const small = Math.min(near.mtu, far.mtu);
	const who = small === far.mtu ? to.end.name : from.name;
	return step(
		'mtu',
		'warn',
		`${who} has MTU ${small} on ${network.name}, the other end ${Math.max(near.mtu, far.mtu)}: packets over ${small} bytes vanish without an answer`,
		{
			evidence,
			finding: 'mtu-mismatch',
			observed: true,
		},
	);
}
