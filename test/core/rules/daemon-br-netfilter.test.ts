import {expect, test} from 'vitest';
import {daemonBrNetfilter} from '../../../source/core/rules/daemon-br-netfilter.js';
import {containerNamed, snapshotOf} from '../../objects.js';

const found = (error: string) => [
	...daemonBrNetfilter.check(snapshotOf({containers: [containerNamed('web', [], {state: 'created', error})]})),
];

// Both texts are those of the engines’ sources.
test('the engine’s error text', () => {
	const error =
		'cannot restrict inter-container communication or run without the userland proxy: stat /proc/sys/net/bridge/bridge-nf-call-iptables: no such file or directory: set environment variable DOCKER_IGNORE_BR_NETFILTER_ERROR=1 to ignore';
	expect(found(error)).toMatchObject([{subject: {name: 'web'}, evidence: [{at: 'web State.Error', value: error}]}]);
});

test('a text that is something else', () => {
	expect(found('all predefined address pools have been fully subnetted')).toEqual([]);
});
