import {describe, expect, test} from 'vitest';
import {predict} from '../../../source/core/explain/predict.js';
import {containerNamed, networkNamed, placeOn, snapshotOf} from '../../objects.js';
import {ask, listening} from './questions.js';

const mismatch = 'ipv6-family-mismatch';
const place = (last: number) => placeOn('app', {ipv4: `10.1.0.${last}`, ipv6: `fd00:1::${last}`});

/** `db` is on two networks, and listens on these addresses. */
function outcome(question: ReturnType<typeof ask>, ...addresses: readonly string[]) {
	const snapshot = snapshotOf({
		networks: [networkNamed('app', {ipv6: true}), networkNamed('back')],
		containers: [
			containerNamed('web', [place(2)]),
			containerNamed('db', [place(3), placeOn('back', {ipv4: '10.2.0.3'})], {
				ports: [{hostIp: '0.0.0.0', hostPort: 8080, containerPort: 80, protocol: 'tcp'}],
			}),
		],
		observations: {db: listening(...addresses.map(address => ({address, port: 80})))},
	});
	const {verdict, steps} = predict(question, snapshot);
	return [verdict, steps.find(({status}) => status === 'fail')?.finding];
}

describe('a socket takes what arrives at its address', () => {
	test.each([
		['IPv4, at all of IPv4', ask('web', '10.1.0.3', 80), ['0.0.0.0'], ['reachable', undefined]],
		['IPv6, at all of IPv4', ask('web', 'fd00:1::3', 80), ['0.0.0.0'], ['blocked', mismatch]],
		['IPv6, at all of both', ask('web', 'fd00:1::3', 80), ['::'], ['reachable', undefined]],
		['IPv4, at all of both', ask('web', '10.1.0.3', 80), ['::'], ['reachable', undefined]],
		[
			'a name of both versions, at all of IPv4: programs try one after the other',
			ask('web', 'db', 80),
			['0.0.0.0'],
			['reachable', undefined],
		],
		['at the address on the network in common', ask('web', 'db', 80), ['10.1.0.3'], ['reachable', undefined]],
		['at the address on another network', ask('web', 'db', 80), ['10.2.0.3'], ['blocked', 'port-not-listening']],
		['at the loopback', ask('web', 'db', 80), ['127.0.0.1', '::1'], ['blocked', 'port-loopback-only-listener']],
		['its own loopback', ask('db', '127.0.0.1', 80), ['127.0.0.1'], ['reachable', undefined]],
		[
			'its own loopback, at another address',
			ask('db', '127.0.0.1', 80),
			['10.1.0.3'],
			['blocked', 'port-not-listening'],
		],
		['its own localhost, of IPv6', ask('db', 'localhost', 80), ['::1'], ['reachable', undefined]],
		['a published port', ask('host', '127.0.0.1', 8080), ['10.1.0.3'], ['reachable', undefined]],
		[
			'a published port, at the loopback',
			ask('host', '127.0.0.1', 8080),
			['127.0.0.1'],
			['blocked', 'port-loopback-only-listener'],
		],
	] as const)('%s', (_, question, addresses, expected) => {
		expect(outcome(question, ...addresses)).toEqual(expected);
	});
});
