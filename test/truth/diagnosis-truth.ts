/** How a scenario is asked about, and the true value that evidence must name. */
export type Case = {
	/** `docknet explain FROM TARGET`. */
	readonly pair: readonly [string, string];
	/** In the evidence of the finding, and of explain's step. Healthy scenarios have none. */
	readonly evidence?: RegExp;
	/** Names of the scenario's objects begin so, where it is not the scenario's own name. */
	readonly prefix?: string;
};

export const cases: Readonly<Record<string, Case>> = {
	'alias-collision': {pair: ['alias-collision-client', 'api:8080'], evidence: /alias-collision-(new|old)/},
	'default-bridge-no-dns': {
		pair: ['default-bridge-no-dns-client', 'default-bridge-no-dns-server:8080'],
		evidence: /\bbridge\b/,
	},
	'different-networks': {
		pair: ['different-networks-client', 'different-networks-server:8080'],
		evidence: /different-networks-/,
	},
	'healthy-app': {pair: ['shop-web-1', 'api:8080'], prefix: 'shop'},
	'icc-disabled': {pair: ['icc-disabled-client', 'icc-disabled-server:8080'], evidence: /false/},
	'internal-no-egress': {pair: ['internal-no-egress-closed', '198.51.100.10:80'], evidence: /true/},
	'iptables-blocked': {pair: ['iptables-blocked-client', 'iptables-blocked-server:8080'], evidence: /timeout/},
	'loopback-only': {pair: ['loopback-only-client', 'loopback-only-server:8080'], evidence: /127\.0\.0\.1:8080/},
	macvlan: {pair: ['host', 'macvlan-server:8080'], evidence: /macvlan/},
	many: {pair: ['many-000', 'many-001:8080']},
	'mtu-mismatch': {pair: ['mtu-mismatch-client', 'mtu-mismatch-server'], evidence: /1400/},
	'none-mode': {pair: ['none-mode-client', 'none-mode-server:8080'], evidence: /none/},
	'nothing-listening': {pair: ['nothing-listening-client', 'nothing-listening-server:8080'], evidence: /none|nothing/},
	'paused-container': {pair: ['paused-container-client', 'paused-container-server:8080'], evidence: /paused/},
	'port-conflict': {pair: ['host', 'port-conflict-blocked:18100'], evidence: /18100|18101/},
	'published-port': {pair: ['host', '127.0.0.1:18090']},
	'shared-netns': {pair: ['shared-netns-client', 'shared-netns-main:9090']},
	'stopped-with-endpoint': {
		pair: ['stopped-with-endpoint-client', 'stopped-with-endpoint-server:8080'],
		evidence: /exited|\b3\b/,
	},
	'subnet-exhausted': {pair: ['subnet-exhausted-1', 'subnet-exhausted-late:8080'], evidence: /address|\b5\b|10\.90\.0/},
	unhealthy: {pair: ['unhealthy-client', 'unhealthy-server:8080'], evidence: /unhealthy/},
	'dnsrr-service': {pair: ['dnsrr-service-client', 'dnsrr-service-svc:8080']},
	'encrypted-overlay': {
		pair: ['encrypted-overlay-client', 'encrypted-overlay-server:8080'],
		evidence: /timeout|unreachable|encrypted/,
	},
	'overlay-healthy': {pair: ['overlay-healthy-client', 'overlay-healthy-server:8080']},
	'vip-unreachable': {
		pair: ['vip-unreachable-client', 'vip-unreachable-svc:8080'],
		evidence: /refused|timeout|unreachable/,
	},
	'vxlan-blocked': {pair: ['vxlan-blocked-client', 'vxlan-blocked-server:8080'], evidence: /timeout|unreachable/},
	'node-down': {pair: ['node-down-client', 'node-down-svc:8080'], evidence: /down/},
};

type Evidence = {readonly at: string; readonly value: string; readonly expected: string | null};

export type SaidFinding = {
	readonly id: string;
	readonly severity: string;
	readonly subject: {readonly kind: string; readonly name: string};
	readonly message: string;
	readonly evidence: readonly Evidence[];
};

export type SaidPath = {
	readonly verdict: string;
	readonly cause: string | null;
	readonly also: readonly string[];
	readonly fix: {readonly commands: readonly string[]} | null;
	readonly steps: readonly {
		readonly id: string;
		readonly status: string;
		readonly title: string;
		readonly evidence: readonly Evidence[];
	}[];
};

export const valuesOf = (evidence: readonly Evidence[]) => evidence.map(({at, value}) => `${at} ${value}`).join('\n');
