import {expect, test} from 'vitest';
import type {Port} from '../../../source/core/model/container.js';
import {ipv6PublishedV4OnlyPath} from '../../../source/core/rules/ipv6-published-v4-only-path.js';
import {containerNamed, networkNamed, placeOn, plainDetails, snapshotOf} from '../../objects.js';

const asked: Port = {hostPort: 18080, containerPort: 80, protocol: 'tcp'};
const v4 = {...asked, hostIp: '0.0.0.0'};

function found(requested: Port, ports: readonly Port[], network = {}, host = {}) {
	const details = {...plainDetails, requestedPorts: [requested]};
	const web = containerNamed('web', [placeOn('front')], {ports, details});
	return [
		...ipv6PublishedV4OnlyPath.check(snapshotOf({host, networks: [networkNamed('front', network)], containers: [web]})),
	];
}

test('asked for everywhere, and there on IPv4 only', () => {
	expect(found(asked, [v4])).toMatchObject([
		{subject: {name: 'web'}, evidence: [{value: '0.0.0.0 for 80/tcp', expected: ':: as well'}, {value: 'false'}]},
	]);
	expect(ipv6PublishedV4OnlyPath.severity).toBe('low');
});

test('nothing where it is there on IPv6 too, as engines with their proxy have it', () => {
	expect(found(asked, [v4, {...asked, hostIp: '::'}])).toEqual([]);
});

test('nothing where IPv4 was chosen, the container has IPv6, or the engine does not tell', () => {
	expect(found(v4, [v4])).toEqual([]);
	expect(found(asked, [v4], {options: {'com.docker.network.bridge.host_binding_ipv4': '0.0.0.0'}})).toEqual([]);
	expect(found(asked, [v4], {ipv6: true})).toEqual([]);
	expect(found(asked, [v4], {}, {version: '19.03.15'})).toEqual([]);
	expect(found(asked, [v4], {}, {engine: 'podman'})).toEqual([]);
});
