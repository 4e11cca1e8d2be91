/** Scenarios that are another situation on Podman, with the reason. */
export const unfit: Readonly<Record<string, string>> = {
	'port-conflict': 'Podman keeps no container that could not start',
	'subnet-exhausted': 'Podman keeps no container that could not start',
	'iptables-blocked': 'Podman has no chain DOCKER-USER',
	many: 'Podman 4.3 takes half a minute to list so many containers',
	unhealthy: 'Podman 4.3 runs no health checks',
};

type Difference = {readonly expect: string; readonly why: string};

const silentNameService: Difference = {
	expect: 'timeout|no-name',
	why: 'the name service of 20.10 does not answer at all on internal networks; the lab says no-name, for getent cannot tell',
};

/** Lines that come out otherwise on an engine than the scenario tells, by `SCENARIO: KIND FROM TO`; measured by the lab itself. */
export const different: Readonly<Record<string, Readonly<Record<string, Difference>>>> = {
	a: {
		'internal-no-egress: dns internal-no-egress-closed outside.lab': silentNameService,
		'healthy-app: dns shop-db-1 outside.lab': silentNameService,
	},
	podman: {
		'healthy-app: dns shop-db-1 outside.lab': {expect: '1', why: 'outside names resolve on internal networks too'},
		'internal-no-egress: dns internal-no-egress-closed outside.lab': {
			expect: '1',
			why: 'outside names resolve on internal networks too',
		},
		'icc-disabled: ping icc-disabled-client icc-disabled-server': {expect: 'ok', why: 'enable_icc is ignored'},
		'icc-disabled: tcp icc-disabled-client icc-disabled-server:8080': {expect: 'open', why: 'enable_icc is ignored'},
		'loopback-only: http host 127.0.0.1:18120': {expect: 'refused', why: 'there is no userland proxy to accept first'},
		'macvlan: http macvlan-client macvlan-server:8080': {expect: 'no-name', why: 'macvlan has no name service'},
		'published-port: http host [::1]:18090': {expect: 'refused', why: 'there is no userland proxy for IPv6'},
	},
};
