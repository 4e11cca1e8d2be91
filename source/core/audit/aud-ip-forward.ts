import {daemonIpForwardDisabled} from '../rules/daemon-ip-forward-disabled.js';
import type {Rule} from '../rules/rule.js';

export const audIpForward: Rule = {
	id: 'aud-ip-forward',
	title: 'Host forwards no packets',
	why: 'No container of a bridge network reaches the outside, and no published port works but by the proxy.',
	severity: 'critical',
	sameAs: 'daemon-ip-forward-disabled',
	// Podman tells it too.
	skip: ({hosts}) =>
		[...hosts.values()].some(({details}) => details) ? undefined : 'the engine told nothing of itself',
	check: daemonIpForwardDisabled.check,
};
