const needsSwarm = 'needs the swarm of a and b, which was not there to write its lines against';

/** Scenarios and engines that are not diagnosed here yet, with the reason. */
export const notRun: Readonly<Record<string, string>> = {
	a: 'only 28 has been compared',
	podman: 'only 28 has been compared',
	many: 'takes most of the time that there is',
	'dnsrr-service': needsSwarm,
	'encrypted-overlay': needsSwarm,
	'overlay-healthy': needsSwarm,
	'vip-unreachable': needsSwarm,
	'vxlan-blocked': needsSwarm,
	'node-down': needsSwarm,
};
