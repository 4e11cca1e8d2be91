import type {Rule} from '../rules/rule.js';
import {api} from '../rules/subjects.js';
import {containerFound, ownContainers, runAgain, withoutContainerDetails} from './found.js';

/** The sockets of engines, and the directories that hold them. */
const sources = [
	'/var/run/docker.sock',
	'/run/docker.sock',
	'/run/podman/podman.sock',
	'/var/run/podman/podman.sock',
	'/var/run',
	'/run',
	'/',
];

export const audDockerSock: Rule = {
	id: 'aud-docker-sock',
	title: "Engine's socket is mounted",
	why: 'Who can write to it can start a privileged container: it is root on the host, and every network is open to it.',
	severity: 'critical',
	benchmark: '5.32',
	skip: withoutContainerDetails,
	*check(snapshot) {
		for (const container of ownContainers(snapshot)) {
			const mounted = container.details?.mounts.filter(source => sources.includes(source)) ?? [];
			if (mounted.length === 0) continue;
			yield containerFound(container, {
				message: `${container.name} has ${mounted.join(', ')} of the host mounted, and with it control of the engine: whoever takes it over is root on the host.`,
				evidence: mounted.map(source => api(`${container.name} Mounts[].Source`, source, 'not mounted')),
				fix: runAgain(container, 'without that mount, or through a proxy that lets only reading requests pass'),
			});
		}
	},
};
