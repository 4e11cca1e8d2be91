import {describe, expect, test} from 'vitest';
import {predict} from '../../../source/core/explain/predict.js';
import {containerNamed, networkNamed, placeOn, snapshotOf} from '../../objects.js';
import {ask, listening} from './questions.js';

const subnets = (cidr: string) => [{cidr, auxiliary: {}}];
const option = (key: string, value: string) => ({[`com.docker.network.bridge.${key}`]: value});

/** `web` goes out by `app`; `db` publishes a port and is on a routed network, whose gateway nobody told. */
function worldWith(options: Readonly<Record<string, string>>, version = '28.5.2') {
	return snapshotOf({
		host: {version},
		networks: [
			networkNamed('app', {subnets: subnets('10.1.0.0/24'), options}),
			networkNamed('away', {subnets: subnets('10.2.0.0/24'), options: option('gateway_mode_ipv4', 'routed')}),
		],
		containers: [
			containerNamed('web', [placeOn('app', {ipv4: '10.1.0.2'})]),
			containerNamed('db', [placeOn('away', {ipv4: '10.2.0.2'})], {
				ports: [{hostIp: '0.0.0.0', hostPort: 15432, containerPort: 5432, protocol: 'tcp'}],
			}),
		],
		observations: {db: listening({address: '0.0.0.0', port: 5432})},
	});
}

const unmasked = option('enable_ip_masquerade', 'false');

describe('answers to an address that is not masqueraded', () => {
	test.each([
		['masqueraded', {}, '28.5.2', 'reachable', 'reachable'],
		['not masqueraded', unmasked, '28.5.2', 'blocked', 'blocked'],
		[
			'not masqueraded, and routed itself',
			{...unmasked, ...option('gateway_mode_ipv4', 'routed')},
			'28.5.2',
			'reachable',
			'blocked',
		],
		['not masqueraded, before 28: no routed mode', unmasked, '26.1.5', 'blocked', 'blocked'],
		[
			'not masqueraded, from 29 on: published ports are forwarded, answers lost',
			unmasked,
			'29.1.0',
			'blocked',
			'blocked',
		],
		[
			'not masqueraded, and routed itself, from 29 on',
			{...unmasked, ...option('gateway_mode_ipv4', 'routed')},
			'29.1.0',
			'reachable',
			'reachable',
		],
	] as const)('%s', (_, options, version, direct, published) => {
		const snapshot = worldWith(options, version);
		expect(predict(ask('web', '10.2.0.2'), snapshot).verdict).toBe(direct);
		expect(predict(ask('web', '10.1.0.1', 15432), snapshot).verdict).toBe(published);
	});

	test('the fault names the option', () => {
		const {steps} = predict(ask('web', '10.1.0.1', 15432), worldWith(unmasked));
		const fault = steps.find(({status}) => status === 'fail')!;
		expect(fault.finding).toBe('conn-masquerade-missing');
		expect(fault.evidence[0]).toMatchObject({value: 'false', expected: 'true'});
	});
});

test('the first address of a bridge’s subnet is the host, where the engine tells no gateway', () => {
	expect(predict(ask('web', '10.2.0.1'), worldWith({})).verdict).toBe('reachable');
	expect(predict(ask('web', '10.2.0.9'), worldWith({})).verdict).toBe('blocked');
});
