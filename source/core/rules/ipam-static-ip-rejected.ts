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
	fix: {
		title: 'Choose an address of the subnet that is free and outside of its ip-range',
		commands: ['docker network inspect NETWORK', 'docker network connect --ip ADDRESS NETWORK CONTAINER'],
		sideEffects: [],
	},
});
