import {quote} from '../plan/quote.js';
import {errorRule} from './error-rule.js';
import {api} from './subjects.js';

export const ipamStaticIpRejected = errorRule({
	id: 'ipam-static-ip-rejected',
	title: 'A fixed address cannot be had',
	why: 'The address lies outside of the subnet, or somebody has it.',
	severity: 'medium',
	// The engine's text does not always name the address.
	besides: ({container}) =>
		(container?.endpoints ?? []).flatMap(({networkName, requested}) =>
			[requested.ipv4, requested.ipv6].flatMap(address =>
				address === undefined
					? []
					: [api(`${container?.name} NetworkSettings.Networks["${networkName}"] IPAMConfig`, address)],
			),
		),
	fix({container}) {
		const place = container?.endpoints.find(({requested}) => requested.ipv4 ?? requested.ipv6);
		const [network, name] = [
			place ? quote(place.networkName) : 'NETWORK',
			container ? quote(container.name) : 'CONTAINER',
		];
		return {
			title:
				'Let the engine choose its address, or choose one of the subnet that is free (connect it with --ip ADDRESS)',
			commands: [
				`docker network disconnect --force ${network} ${name}`,
				`docker network connect ${network} ${name}`,
				`docker start ${name}`,
			],
			sideEffects: ['Who asks for it by that address does not find it; its aliases must be given again.'],
		};
	},
});
