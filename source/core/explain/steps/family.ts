import {keyOf} from '../../model/reference.js';
import {sharesNamespace} from '../ends.js';
import {isUp} from '../named.js';
import {api, type Path, type Step, step} from '../path.js';

/** Whether both ends have an address of one IP version on the network between them. */
export function family({from, to, snapshot}: Path): ReturnType<Step> {
	if (to.kind !== 'container' || !to.endpoint || !from.container || sharesNamespace(from, to.end)) return undefined;
	const theirs = to.endpoint.endpoint;
	// Who does not run has no address: its state says so.
	if (![from, to.end].every(({owner}) => owner && isUp(owner))) return undefined;
	const own = from.networks.find(({network}) => network.id === to.endpoint?.network.id)?.endpoint;
	if (!own) return undefined;
	const versions = [...(own.ipv4 && theirs.ipv4 ? ['IPv4'] : []), ...(own.ipv6 && theirs.ipv6 ? ['IPv6'] : [])];
	const evidence = [
		api(`${from.name} addresses`, [own.ipv4, own.ipv6].filter(Boolean).join(', ') || 'none'),
		api(`${to.end.name} addresses`, [theirs.ipv4, theirs.ipv6].filter(Boolean).join(', ') || 'none'),
	];
	const {address = '', end} = to;
	const seen = end.owner && snapshot.observations.get(keyOf(end.owner));
	const isOld = (end.owner?.details?.startedAt ?? 0) > (seen?.at ?? 0);
	const held = isOld ? undefined : seen?.routes?.interfaces.flatMap(({addresses}) => addresses);
	// Engines up to 26 tell an IPv6 address also where the container has IPv6 switched off.
	if (address.includes(':') && held && !held.some(cidr => cidr.split('/')[0] === address))
		return step('family', 'fail', `no interface of ${end.name} has ${address}, the address that Docker tells`, {
			evidence: [
				{
					source: 'probe',
					at: `${end.name}: addresses of its interfaces`,
					value: held.join(', ') || 'none',
					expected: address,
				},
				...Object.entries(end.owner?.details?.sysctls ?? {}).flatMap(([key, value]) =>
					/disable_ipv6$/.test(key) ? [api(`${end.name} HostConfig.Sysctls["${key}"]`, value, '0')] : [],
				),
			],
			finding: 'ipv6-family-mismatch',
			observed: true,
		});
	if (versions.length > 0)
		return step('family', 'pass', `both have an address of ${versions.join(' and ')}`, {evidence});
	if (!theirs.ipv4 && !theirs.ipv6)
		return step('family', 'fail', `${to.end.name} has no address on ${to.endpoint.network.name}`, {evidence});
	return step(
		'family',
		'fail',
		`${from.name} and ${to.end.name} have no IP version in common on ${to.endpoint.network.name}`,
		{
			evidence,
			finding: 'ipv6-family-mismatch',
		},
	);
}
