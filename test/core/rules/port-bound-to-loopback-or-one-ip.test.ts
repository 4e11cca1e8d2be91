import {expect, test} from 'vitest';
import {portBoundToLoopbackOrOneIp} from '../../../source/core/rules/port-bound-to-loopback-or-one-ip.js';
import {containerNamed, networkNamed, placeOn, snapshotOf} from '../../objects.js';

function found(hostIp: string, facts = {}) {
	const ports = [{hostIp, hostPort: 18080, containerPort: 80, protocol: 'tcp'}];
	const web = containerNamed('web', [placeOn('front')], {ports, ...facts});
	return [...portBoundToLoopbackOrOneIp.check(snapshotOf({networks: [networkNamed('front')], containers: [web]}))];
}

test('a port of the host alone, or of one address: said, and no fault', () => {
	expect(found('127.0.0.1')).toMatchObject([
		{
			severity: 'info',
			subject: {name: 'web'},
			message: expect.stringContaining('other machines and containers do not'),
			evidence: [{value: '127.0.0.1:18080->80/tcp', expected: '0.0.0.0:18080->80/tcp'}],
		},
	]);
	expect(found('10.77.0.28')).toMatchObject([
		{severity: 'info', message: expect.stringContaining('at other addresses')},
	]);
});

test('every address', () => {
	expect(found('0.0.0.0')).toEqual([]);
	expect(found('::')).toEqual([]);
});

/** As engines 28.5 and 26.1 say it. */
const errors = [
	'failed to set up container networking: driver failed programming external connectivity on endpoint h1-bind (498cb109f3e5bf8e0a28522d6425805c19caa76740cb1b239cd39558df9f5148): failed to bind host port for 203.0.113.7:18990:172.17.0.2:80/tcp: cannot assign requested address',
	'driver failed programming external connectivity on endpoint h1-bind (3d646e673d0bd4ae8358ac1dc6dcea297d66c9b90098d75c549b76b2af04fe16): Error starting userland proxy: listen tcp4 203.0.113.7:18990: bind: cannot assign requested address',
];

test.each(errors)('an address that the host does not have: the container did not start (%#)', error => {
	const state = {state: 'created', error, ports: []} as const;
	expect(found('', state)).toMatchObject([{subject: {name: 'web'}, evidence: [{value: error}]}]);
	expect(found('', state)[0]).not.toHaveProperty('severity');
	expect(found('', {...state, error: 'port is already allocated'})).toEqual([]);
});
