import {errorRule} from './error-rule.js';

export const overlayPortConflictIngressHost = errorRule({
	id: 'overlay-port-conflict-ingress-host',
	title: 'A service’s published port is taken by another',
	why: 'A port of the routing mesh belongs to one service, on all nodes.',
	severity: 'high',
	fix: {
		title: 'Publish another port, or in another mode',
		commands: ['docker service ls', 'docker service update --publish-rm PORT --publish-add PORT:TARGET SERVICE'],
		sideEffects: ['The tasks of the service restart.'],
	},
});
