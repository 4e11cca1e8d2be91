import {describe, expect, test} from 'vitest';
import {doctorRules} from '../../../source/core/rules/all.js';
import {runRules} from '../../../source/core/rules/run-rules.js';
import {findingOfError} from '../../../source/core/rules/start-errors.js';
import {containerNamed, lab, networkNamed, placeOn, snapshotOf} from '../../objects.js';

const id = '0123456789abcdef'.repeat(4);
const endpoint = `driver failed programming external connectivity on endpoint web (${id}): `;

/** What engines say of a start that failed, by releases, and the finding that it is. */
const texts = {
	'port-already-allocated': [
		`${endpoint}Bind for 0.0.0.0:80 failed: port is already allocated`,
		`${endpoint}failed to bind host port 0.0.0.0:80/tcp: address already in use`,
		`failed to set up container networking: ${endpoint}failed to bind host port for 0.0.0.0:80:172.17.0.2:80/tcp: address already in use`,
		`${endpoint}failed to bind port 0.0.0.0:80/tcp: Error starting userland proxy: listen tcp4 0.0.0.0:80: bind: address already in use`,
		`${endpoint}Error starting userland proxy: listen tcp4 0.0.0.0:80: bind: address already in use`,
		`${endpoint}Error starting userland proxy: listen udp4 0.0.0.0:53: bind: address already in use`,
		'cannot listen on the TCP port: listen tcp4 :8080: bind: address already in use',
		'rootlessport listen tcp 0.0.0.0:8080: bind: address already in use',
		'Ports are not available: exposing port TCP 0.0.0.0:80 -> 0.0.0.0:0: listen tcp 0.0.0.0:80: bind: An attempt was made to access a socket in a way forbidden by its access permissions.',
	],
	'port-bound-to-loopback-or-one-ip': [
		`${endpoint}failed to bind host port for 192.0.2.9:80:172.17.0.2:80/tcp: cannot assign requested address`,
	],
	'port-iptables-chain-missing': [
		`${endpoint}Unable to enable DNAT rule:  (iptables failed: iptables --wait -t nat -A DOCKER -p tcp -j DNAT: iptables v1.8.10 (nf_tables): Chain 'DOCKER' does not exist\nTry \`iptables -h' for more information. (exit status 2))`,
		`${endpoint}(iptables failed: iptables --wait -t nat -A DOCKER: Warning: Extension addrtype revision 0 not supported, missing kernel module?\niptables v1.8.11 (nf_tables): RULE_APPEND failed (No such file or directory): rule in chain DOCKER (exit status 4))`,
		`${endpoint} (iptables failed: iptables --wait -t nat -A DOCKER -p tcp -j DNAT: iptables: No chain/target/match by that name. (exit status 1))`,
	],
	'ipv6-ip6tables': [
		`${endpoint} (iptables failed: ip6tables --wait -t nat -A DOCKER: ip6tables v1.8.10 (nf_tables): Chain 'DOCKER' does not exist`,
		`${endpoint} (iptables failed: ip6tables --wait -t nat -A DOCKER: ip6tables: No chain/target/match by that name. (exit status 1))`,
	],
	'ipam-pool-overlap': ['invalid pool request: Pool overlaps with other one on this address space'],
	'ipam-pools-exhausted': [
		'all predefined address pools have been fully subnetted',
		'could not find an available, non-overlapping IPv4 address pool among the defaults to assign to the network',
	],
	'ipam-subnet-exhausted': [
		`no available IPv4 addresses on this network's address pools: front (${id})`,
		'could not find an available IP',
		'IPAM error: failed to find free IP in range: 10.90.0.2 - 10.90.0.6',
	],
	'ipam-static-ip-rejected': [
		'no configured subnet contains IP address 10.9.9.9',
		'invalid endpoint settings:\nno configured subnet or ip-range contain the IP address 10.66.2.9',
		"Invalid address 10.66.2.9: It does not belong to any of this network's subnets",
		'user specified IP address is supported only when connecting to networks with user configured subnets',
		'failed to set up container networking: Address already in use',
		'IPAM error: requested ip address 10.88.0.2 is already allocated to container ID 0e4968d',
		'requested static ip 203.0.113.124 not in any subnet on network front',
	],
	'overlay-not-attachable': [
		'Could not attach to network mesh: rpc error: code = PermissionDenied desc = network mesh not manually attachable',
	],
	'overlay-needs-swarm-manager': ['cannot create a swarm scoped network when swarm is not active'],
	'overlay-encrypted-esp-blocked': ['cannot join secure network: encryption keys not present'],
	'overlay-sandbox-join-failed': [
		'network sandbox join failed: subnet sandbox join failed for "10.0.1.0/24": error creating vxlan interface: file exists',
	],
	'overlay-attach-timeout': [
		'attaching to network failed, make sure your network options are correct and check manager logs: context deadline exceeded',
	],
	'macvlan-parent-missing': [
		'the requested parent interface eth9 was not found on the Docker host',
		'failed to find master interface eth9 on the Docker host: Link not found',
	],
	'macvlan-parent-busy': ['failed to create the macvlan port: device or resource busy'],
	'netns-shared-target-down': [
		`cannot join network namespace of a non running container: container ${id} is exited`,
		`cannot join network of a non running container: ${id}`,
		`joining network namespace of container: No such container: ${id}`,
		`Container ${id} is restarting, wait until the container is running`,
		'cannot join own network namespace',
		`cannot get namespace path unless container ${id} is running: container is stopped`,
	],
	'net-missing-reference': [
		`failed to set up container networking: network ${id} not found`,
		`network ${id} not found`,
		'unable to find network with name or ID front: network not found',
	],
	'net-ambiguous-name': ['network front is ambiguous (2 matches found based on name)'],
	'net-stale-endpoint': ['endpoint with name web already exists in network front'],
	'plugin-missing-or-disabled': [
		'legacy plugin: plugin weave: could not find plugin weave in v1 plugin registry: plugin not found',
		'network driver weave not found',
		'invalid ipam driver: "infoblox"',
	],
	'plugin-error': ['NetworkDriver.Join: no route to the store', 'remote: the store does not answer'],
	'daemon-veth-module': ['failed to add the host (veth1) <=> sandbox (veth2) pair interfaces: operation not supported'],
	'daemon-ip-forward-disabled': [
		"IPv4 forwarding is disabled: check your host's firewalling and set sysctl net.ipv4.ip_forward=1",
	],
	'daemon-br-netfilter': [
		'cannot restrict inter-container communication or run without the userland proxy: stat /proc/sys/net/bridge: no such file',
	],
	'conn-bridge-too-many-endpoints': ['adding interface veth1 to bridge br-0 failed: exchange full'],
} as const;

const rows = Object.entries(texts).flatMap(([finding, all]) => all.map(text => [finding, text] as const));

describe('what an engine says of a start that failed is a finding of doctor, and not that the container does not run besides', () => {
	test.each(rows)('%s: %s', (finding, error) => {
		expect(findingOfError(`Error response from daemon: ${error}`)).toBe(finding);
		const provider = containerNamed('vpn', [placeOn('front')], {state: 'exited', exitCode: 0, id});
		const web = containerNamed('web', [placeOn('front')], {
			state: 'created',
			exitCode: 128,
			error,
			sharesNetworkOf: id,
		});
		const one = finding.startsWith('netns') ? web : {...web, sharesNetworkOf: undefined};
		const snapshot = snapshotOf({networks: [networkNamed('front')], containers: [provider, one as typeof web]});
		const {findings} = runRules(doctorRules, snapshot, lab);
		const told = findings.filter(each => each.id === finding);
		expect(told.flatMap(({evidence}) => evidence.map(({value}) => value))).toContain(error);
		expect(findings.filter(each => each.id === 'conn-target-stopped' && each.subject.name === 'web')).toEqual([]);
	});
});

test.each([
	'',
	'exec: "serv": executable file not found in $PATH',
	'failed to initialize logging driver: error looking up logging plugin loki: plugin "loki" not found',
	'error while mounting volume \'/data\': VolumeDriver.Mount: plugin "rexray" not found',
	'failed to create task for container: failed to start shim: listen unix /run/containerd/s/1: bind: address already in use: unknown',
])('other errors are none of these: %s', error => {
	expect(findingOfError(error)).toBeUndefined();
});
