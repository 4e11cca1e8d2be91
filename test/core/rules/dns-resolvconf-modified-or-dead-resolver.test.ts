import {expect, test} from 'vitest';
import type {Probed} from '../../../source/core/probes/probed.js';
import {dnsResolvconfModifiedOrDeadResolver} from '../../../source/core/rules/dns-resolvconf-modified-or-dead-resolver.js';
import {containerNamed, lab, networkNamed, placeOn, snapshotOf} from '../../objects.js';
import {generated, legacy} from './resolv-confs.js';

const networks = [networkNamed('front'), networkNamed('bridge')];
const db = containerNamed('db', [placeOn('front', {ipv4: '172.18.0.3'})]);

function check(resolvConf: string, network = 'front', probes: readonly Probed[] = []) {
	const containers = [containerNamed('web', [placeOn(network, {ipv4: '172.18.0.2'})]), db];
	return [
		...dnsResolvconfModifiedOrDeadResolver.check(
			snapshotOf({networks, containers, observations: {web: {resolvConf}}, probes}),
		),
	];
}

const lookup = (result: 'ok' | 'timeout' | 'refused' | 'no-name'): Probed<'dns'> => ({
	kind: 'dns',
	id: 'dns-web',
	host: lab,
	place: {kind: 'container', host: lab, container: 'id-of-web'},
	from: 'web',
	target: 'db',
	startedAt: 0,
	finishedAt: 1,
	result: {result, message: '', addresses: []} as unknown as NonNullable<Probed<'dns'>['result']>,
});

test('another name server on a network of one’s own', () => {
	expect(check('nameserver 1.1.1.1\n')).toMatchObject([
		{
			confidence: 'observed',
			subject: {kind: 'container', name: 'web'},
			evidence: [
				{source: 'file', at: 'web:/etc/resolv.conf', value: 'nameserver 1.1.1.1', expected: 'nameserver 127.0.0.11'},
			],
		},
	]);
});

test('who is alone misses nobody, and a gateway may be a way to Docker’s name server', () => {
	const web = (gateway: string) => containerNamed('web', [placeOn('front', {ipv4: '172.18.0.2', gateway})]);
	const severities = (...containers: (typeof db)[]) =>
		[
			...dnsResolvconfModifiedOrDeadResolver.check(
				snapshotOf({networks, containers, observations: {web: {resolvConf: 'nameserver 172.18.0.1\n'}}}),
			),
		].map(({severity}) => severity);
	expect(severities(web('172.18.0.254'))).toEqual(['low']);
	expect(severities(web('172.18.0.254'), db)).toEqual([undefined]);
	expect(severities(web('172.18.0.1'), db)).toEqual([]);
});

test('Docker’s name server does not answer for a name that it knows', () => {
	expect(check(generated, 'front', [lookup('timeout')])[0]?.message).toContain('db');
	expect(check(generated, 'front', [lookup('refused')])).toHaveLength(1);
	expect(check(generated, 'front', [lookup('ok')])).toEqual([]);
	expect(check(generated, 'front', [lookup('no-name')])).toEqual([]);
});

test('nothing where the file is as it should be', () => {
	expect(check(generated)).toEqual([]);
	expect(check(legacy, 'bridge')).toEqual([]);
	expect(dnsResolvconfModifiedOrDeadResolver.skip?.(snapshotOf({networks}))).toBeDefined();
});
