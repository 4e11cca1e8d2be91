import {describe, expect, test} from 'vitest';
import type {ProbeOutcome, Question} from '../../../source/core/probes/probe.js';
import {routes} from '../../../source/core/probes/routes.js';
import {captureNames, readCapture} from './fixtures.js';

type Row = readonly [name: string, result: ProbeOutcome, gateways: readonly string[], interfaces: readonly string[]];

const lo = 'lo 65536 127.0.0.1/8';

/** Interfaces: name, MTU, MAC, addresses. */
const captures: readonly Row[] = [
	[
		'busybox',
		'ok',
		['172.17.0.1 eth0'],
		[lo, 'eth0 1500 02:42:ac:11:00:02 172.17.0.2/16', 'eth1 1500 02:42:ac:14:00:04 172.20.0.4/16'],
	],
	['busybox-cat', 'ok', ['172.17.0.1 eth0'], ['lo 127.0.0.1/8', 'eth0 172.17.0.2/16', 'eth1 172.20.0.4/16']],
	[
		'iputils',
		'ok',
		['172.17.0.1 eth0'],
		[lo, 'eth0 1500 02:42:ac:11:00:03 172.17.0.3/16', 'eth1 1500 02:42:ac:14:00:05 172.20.0.5/16'],
	],
	[
		'noping',
		'ok',
		['172.17.0.1 eth0'],
		[lo, 'eth0 1500 02:42:ac:11:00:04 172.17.0.4/16', 'eth1 1500 02:42:ac:14:00:06 172.20.0.6/16'],
	],
	[
		'distroless-helper',
		'ok',
		['172.17.0.1 eth0'],
		[lo, 'eth0 1500 02:42:ac:11:00:05 172.17.0.5/16', 'eth1 1500 02:42:ac:14:00:07 172.20.0.7/16'],
	],
	['distroless-missing', 'tool-missing', [], []],
	['none', 'ok', [], [lo]],
	['internal', 'ok', ['172.21.0.1 eth0'], [lo, 'eth0 1500 02:42:ac:15:00:02 172.21.0.2/16']],
	[
		'ipv6-mtu',
		'ok',
		['10.93.7.1 eth0', '2001:db8:93:7::1 eth0'],
		[`${lo} ::1/128`, 'eth0 1400 02:42:0a:5d:07:02 10.93.7.2/24 fe80::42:aff:fe5d:702/64 2001:db8:93:7::2/64'],
	],
	['black-hole', 'ok', ['10.95.1.1 eth0'], [`${lo} ::1/128`, 'eth0 1500 0e:dd:a1:38:15:cc 10.95.1.2/24']],
];

const parsed = (name: string) => {
	const {tool: id, input, argv, output} = readCapture<Question>(`routes/${name}`);
	const tool = routes.tools.find(tool => tool.id === id)!;
	expect(routes.argv(input, tool).argv).toEqual(argv);
	return routes.parse(output, tool, input);
};

describe('captured output', () => {
	test('every capture is in the table', () => {
		expect(captures.map(([name]) => name).sort()).toEqual([...captureNames('routes')].sort());
	});

	test.each(captures)('%s: %s', (name, result, gateways, interfaces) => {
		const {defaultGateway, defaultGateway6, ...found} = parsed(name);
		expect(found.result).toBe(result);
		expect(
			[defaultGateway, defaultGateway6].flatMap(gateway =>
				gateway ? [`${gateway.address} ${gateway.interface}`] : [],
			),
		).toEqual(gateways);
		expect(
			found.interfaces.map(({name, mtu, mac, addresses}) =>
				[name, mtu, mac, ...addresses].filter(word => word !== undefined).join(' '),
			),
		).toEqual(interfaces);
	});

	test('a black hole rejects', () => {
		expect(parsed('black-hole').routes).toContainEqual(
			expect.objectContaining({destination: '10.95.1.200/32', rejects: true}),
		);
		expect(parsed('internal').routes.some(({rejects}) => rejects)).toBe(false);
	});

	test('routes of both families', () => {
		expect(parsed('ipv6-mtu').routes).toEqual([
			{destination: '0.0.0.0/0', gateway: '10.93.7.1', interface: 'eth0', metric: 0},
			{destination: '10.93.7.0/24', interface: 'eth0', metric: 0},
			{destination: '2001:db8:93:7::/64', interface: 'eth0', metric: 256},
			{destination: 'fe80::/64', interface: 'eth0', metric: 256},
			{destination: '::/0', gateway: '2001:db8:93:7::1', interface: 'eth0', metric: 1024},
		]);
	});
});
