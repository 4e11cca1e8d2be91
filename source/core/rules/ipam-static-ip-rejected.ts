import {errorRule} from './error-rule.js';

export const ipamStaticIpRejected = errorRule({
	id: 'ipam-static-ip-rejected',
	title: 'A fixed address cannot be had',
	why: 'The address lies outside of the subnet, or somebody has it.',
	severity: 'medium',
	fix: {
		title: 'Choose an address of the subnet that is free and outside of its ip-range',
		commands: ['docker network inspect NETWORK', 'docker network connect --ip ADDRESS NETWORK CONTAINER'],
		sideEffects: [],
	},
});
