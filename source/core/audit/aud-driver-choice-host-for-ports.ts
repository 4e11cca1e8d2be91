import type {Rule} from '../rules/rule.js';
import {api} from '../rules/subjects.js';
import {containerFound, ownContainers, runAgain, withoutContainerDetails} from './found.js';

const few = 3;
/** Who has them mounted watches the host, and needs its interfaces. */
const ofHost = ['/', '/proc', '/sys'];

export const audDriverChoiceHostForPorts: Rule = {
	id: 'aud-driver-choice-host-for-ports',
	title: 'Host mode for a few ports',
	why: 'A bridge network with published ports gives the same, and keeps the host apart.',
	severity: 'info',
	skip: withoutContainerDetails,
	*check(snapshot) {
		for (const container of ownContainers(snapshot)) {
			const {name, networkMode, details} = container;
			const ports = details?.exposedPorts ?? [];
			// Who changes routes or reads all traffic needs the host's network itself.
			if (networkMode !== 'host' || details?.privileged || details?.capabilitiesAdded.length) continue;
			if (details?.mounts.some(source => ofHost.includes(source))) continue;
			if (ports.length === 0 || ports.length > few) continue;
			const text = ports.map(({port, protocol}) => `${port}/${protocol}`).join(', ');
			const flags = ports.map(({port, protocol}) => `--publish ${port}:${port}/${protocol}`).join(' ');
			yield containerFound(container, {
				message: `${name} is in host mode, and serves ${text} only: a bridge network with ${flags} would do.`,
				evidence: [
					api(`${name} HostConfig.NetworkMode`, 'host', 'a network of its own'),
					api(`${name} Config.ExposedPorts`, text),
				],
				fix: runAgain(container, `on a bridge network, with ${flags}`),
			});
		}
	},
};
