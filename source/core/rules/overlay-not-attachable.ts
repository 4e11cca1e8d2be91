import {quote} from '../plan/quote.js';
import {errorRule} from './error-rule.js';

export const overlayNotAttachable = errorRule({
	id: 'overlay-not-attachable',
	title: 'An overlay is for services only',
	why: 'Containers cannot join an overlay that was made without --attachable, and that cannot be changed.',
	severity: 'high',
	fix({error, subject, container}) {
		const network = /network (\S+) not manually attachable/i.exec(error)?.[1] ?? 'NETWORK';
		const other = quote(`${network}-attachable`);
		return {
			title: `Make another network with --attachable and start ${subject.name} there, or run it as a service on ${network}`,
			commands: [
				`docker network create --driver overlay --attachable ${other}`,
				...(container
					? [
							`docker network disconnect --force ${quote(network)} ${quote(container.name)}`,
							`docker network connect ${other} ${quote(container.name)}`,
							`docker start ${quote(container.name)}`,
						]
					: []),
			],
			sideEffects: [`What ${subject.name} is to reach on ${network} has to be on the new network too.`],
		};
	},
});
