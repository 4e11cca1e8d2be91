import {bits, parseAddress} from '../../../core/ip/address.js';
import {formatRange, rangeAt} from '../../../core/ip/range.js';
import type {Network, Subnet} from '../../../core/model/network.js';
import type {HostId} from '../../../core/model/reference.js';
import {dictionary, list, record, text, time} from './json.js';

const builtIns: Readonly<Record<'docker' | 'podman', readonly string[]>> = {
	docker: ['bridge', 'host', 'none', 'docker_gwbridge', 'ingress'],
	// Podman's Docker-compatible API calls its default network, `podman`, `bridge`.
	podman: ['bridge', 'podman'],
};

/** One network of a list, or of its own inspect; undefined for what is not a network at all. */
export function normalizeNetwork(
	json: unknown,
	host: {readonly id: HostId; readonly engine: 'docker' | 'podman'},
): Network | undefined {
	const network = record(json);
	const id = text(network.Id);
	const name = text(network.Name);
	if (!id || !name) return undefined;
	const ipam = record(network.IPAM);
	const ingress = network.Ingress === true;
	return {
		host: host.id,
		id,
		name,
		driver: text(network.Driver) ?? '',
		scope: text(network.Scope) ?? 'local',
		created: time(network.Created),
		internal: network.Internal === true,
		attachable: network.Attachable === true,
		ingress,
		configOnly: network.ConfigOnly === true,
		configFrom: text(record(network.ConfigFrom).Network),
		// Told since API 1.48; before, there was no network without IPv4.
		ipv4: network.EnableIPv4 !== false,
		ipv6: network.EnableIPv6 === true,
		ipamDriver: text(ipam.Driver) ?? 'default',
		ipamOptions: dictionary(ipam.Options),
		subnets: list(ipam.Config).flatMap(subnetOf),
		options: optionsOf(dictionary(network.Options)),
		labels: dictionary(network.Labels),
		builtIn: ingress || builtIns[host.engine].includes(name),
	};
}

const switches = /^com\.docker\.network\.bridge\.(enable_\w+|inhibit_ipv4)$/;
/** As Go reads them: `-o …enable_icc=0` switches it off, too. */
const meanings: Readonly<Record<string, string>> = {
	0: 'false',
	f: 'false',
	false: 'false',
	1: 'true',
	t: 'true',
	true: 'true',
};

function optionsOf(told: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
	const read = (key: string, value: string) => (switches.test(key) && meanings[value.toLowerCase()]) || value;
	return Object.fromEntries(Object.entries(told).map(([key, value]) => [key, read(key, value)]));
}

function subnetOf(json: unknown): Subnet[] {
	const block = record(json);
	const cidr = text(block.Subnet);
	if (!cidr) return [];
	return [
		{
			cidr: canonical(cidr),
			gateway: withoutPrefixLength(text(block.Gateway)),
			ipRange: text(block.IPRange),
			auxiliary: dictionary(block.AuxiliaryAddresses),
		},
	];
}

/** Engines of the API 1.21 write gateways as `172.17.0.1/16`. */
function withoutPrefixLength(address: string | undefined): string | undefined {
	return address?.split('/')[0];
}

/** Engines before 25 keep `10.0.0.5/24` as the user wrote it. */
function canonical(cidr: string): string {
	const [text = '', length = ''] = cidr.split('/');
	const address = parseAddress(text);
	const prefix = /^\d+$/.test(length) ? Number(length) : undefined;
	return address && prefix !== undefined && prefix <= bits[address.version]
		? formatRange(rangeAt(address, prefix))
		: cidr;
}
