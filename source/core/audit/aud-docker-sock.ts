import type {Rule} from '../rules/rule.js';
import {api} from '../rules/subjects.js';
import {deployed, found, runAgain, withoutContainerDetails} from './found.js';

/** Of an engine; rootless ones have it in /run/user. */
const socket = /^\/.*\/(docker|podman)\.sock$/;
/** Directories that hold it. */
const directories = ['/', '/run', '/var/run', '/run/podman', '/var/run/podman'];
/** Made to hold it, and to let only some requests pass. */
const proxies = /(^|\/)(docker-)?socket-proxy(:|@|$)/i;

export const audDockerSock: Rule = {
	id: 'aud-docker-sock',
	title: "Engine's socket is mounted",
	why: 'Who reaches it can start a privileged container, a read-only mount too: the host and every network are open to it.',
	severity: 'critical',
	benchmark: '5.32',
	skip: withoutContainerDetails,
	*check(snapshot) {
		for (const {container, subject} of deployed(snapshot)) {
			const {host, image, details} = container;
			const mounted = details?.mounts.filter(source => socket.test(source) || directories.includes(source)) ?? [];
			if (mounted.length === 0) continue;
			const what = mounted.map(source => (socket.test(source) ? source : `${source}, where the engine's socket is,`));
			const user = snapshot.hosts.get(host)?.rootless ? 'is the user that runs the engine' : 'is root on the host';
			const isProxy = proxies.test(image);
			yield found(subject, {
				...(isProxy && {severity: 'low'}),
				message: isProxy
					? `${subject.name} (${image}) has ${what.join(' and ')} mounted, as a proxy must: whoever reaches it over a network gets what it lets pass.`
					: `${subject.name} has ${what.join(' and ')} of the host mounted, and with it control of the engine, even where the mount is read-only: whoever takes it over ${user}.`,
				evidence: mounted.map(source => api(`${container.name} Mounts[].Source`, source, 'not mounted')),
				fix: isProxy
					? {
							title: `Let ${subject.name} pass reading requests only, on an internal network that its clients alone are on`,
							commands: [],
							sideEffects: [],
						}
					: runAgain(subject, 'without that mount, or through a proxy that lets only reading requests pass'),
			});
		}
	},
};
