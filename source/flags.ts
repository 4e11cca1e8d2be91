import type {Flag} from './commands/command.js';

/** Flags of docknet as a whole; names as Docker's own. */
export const globalFlags = {
	host: {
		type: 'string',
		shortFlag: 'H',
		value: 'ADDRESS',
		summary: 'Engine: unix:///path, tcp://host:port, ssh://user@host',
	},
	context: {type: 'string', shortFlag: 'c', value: 'NAME', summary: 'Docker context'},
	tls: {type: 'boolean', summary: 'Use TLS'},
	tlsverify: {type: 'boolean', summary: 'Use TLS and verify the engine'},
	tlscacert: {type: 'string', value: 'FILE', summary: 'Trust certificates signed only by this CA'},
	tlscert: {type: 'string', value: 'FILE', summary: 'TLS certificate'},
	tlskey: {type: 'string', value: 'FILE', summary: 'TLS key'},
	demo: {
		type: 'string',
		value: '[SCENARIO]',
		summary: 'Simulated engine: shop (default), swarm, broken, large',
	},
	readOnly: {type: 'boolean', summary: 'Change nothing; cannot be lifted while it runs'},
	interval: {type: 'number', value: 'SECONDS', summary: 'Between two readings of traffic (default: 1)'},
	color: {type: 'boolean', summary: '--no-color: No colours (also NO_COLOR)'},
	ascii: {type: 'boolean', summary: 'Draw with ASCII characters only'},
	config: {type: 'string', value: 'FILE', summary: 'Settings instead of your own config.json'},
	json: {type: 'boolean', summary: 'Commands: answer in JSON'},
	help: {type: 'boolean', shortFlag: 'h', summary: 'This text; docknet COMMAND --help for one command'},
	version: {type: 'boolean', shortFlag: 'v', summary: 'Version'},
} as const satisfies Readonly<Record<string, Flag>>;
