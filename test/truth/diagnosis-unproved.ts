const late =
	'doctor stops reading sockets after 6 s and trying paths after 5 s, which on a busy machine is before it has asked them all';

/** What a diagnosis does not always tell as the lab does, with the reason, by `[ENGINE ]SCENARIO doctor|explain`. */
export const unproved: Readonly<Record<string, string>> = {
	'iptables-blocked doctor': late,
	'loopback-only doctor': late,
	'mtu-mismatch doctor': late,
	'nothing-listening doctor': late,
};

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
