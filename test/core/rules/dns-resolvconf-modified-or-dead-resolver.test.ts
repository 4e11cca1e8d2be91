import {expect, test} from 'vitest';
import type {Host} from '../../../source/core/model/host.js';
import type {Probed} from '../../../source/core/probes/probed.js';
import {dnsResolvconfModifiedOrDeadResolver} from '../../../source/core/rules/dns-resolvconf-modified-or-dead-resolver.js';
import {containerNamed, lab, networkNamed, placeOn, plainDetails, snapshotOf} from '../../objects.js';
import {echo} from './dropped.js';
import {lookUp} from './measured.js';
import {generated, legacy} from './resolv-confs.js';

const networks = [networkNamed('front'), networkNamed('bridge')];
const db = containerNamed('db', [placeOn('front', {ipv4: '172.18.0.3'})]);

function check(resolvConf: string, network = 'front', probes: readonly Probed[] = [], host: Partial<Host> = {}) {
	const containers = [containerNamed('web', [placeOn(network, {ipv4: '172.18.0.2'})]), db];
	return [
		...dnsResolvconfModifiedOrDeadResolver.check(
			snapshotOf({host, networks, containers, observations: {web: {resolvConf}}, probes}),
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

test('another one that comes before Docker’s, and is asked first', () => {
	const [found] = check('nameserver 1.1.1.1\nnameserver 127.0.0.11\n');
	expect(found?.message).toContain('asks 1.1.1.1 before Docker’s');
	expect(check('nameserver 127.0.0.11\nnameserver 1.1.1.1\n')).toEqual([]);
});

test('a name server of its own that passes questions on to Docker’s, or may do so', () => {
	const own = 'nameserver 127.0.0.1\n';
	expect(check(own, 'front', [lookUp('web', 'db', 'ok', ['172.18.0.3'])])).toEqual([]);
	expect(check(own)).toMatchObject([{severity: 'low'}]);
	const [knowing] = check(own, 'front', [lookUp('web', 'db', 'no-name')]);
	expect(knowing).toMatchObject({severity: 'low', message: expect.not.stringContaining('unless')});
	const [dead] = check(own, 'front', [lookUp('web', 'db', 'refused')]);
	expect(dead?.severity).toBeUndefined();
	expect(dead?.evidence).toHaveLength(2);
	const stranger = lookUp('web', 'db', 'ok', ['192.0.2.1']);
	expect(check('nameserver 1.1.1.1\n', 'front', [stranger])).toHaveLength(1);
});

test('getent has no answer where another container has: it does not tell silence from an unknown name', () => {
	const mute = {...lookUp('web', 'db', 'no-name'), tool: 'getent'};
	expect(check(generated, 'front', [mute, lookUp('db', 'web', 'ok', ['172.18.0.2'])])).toHaveLength(1);
	expect(check(generated, 'front', [mute])).toEqual([]);
});

test('from 29.1 on a restart does not bring the file back', () => {
	const commands = (version: string) => check('nameserver 1.1.1.1\n', 'front', [], {version})[0]?.fix?.commands.join();
	expect(commands('29.1.0')).toContain('docker exec --user root web');
	expect(commands('29.0.4')).toBe('docker restart web');
});

test('nothing where the file is as it should be', () => {
	expect(check(generated)).toEqual([]);
	expect(check(legacy, 'bridge')).toEqual([]);
	expect(dnsResolvconfModifiedOrDeadResolver.skip?.(snapshotOf({networks}))).toBeDefined();
});

test('Podman’s name server is at the gateways of its networks', () => {
	const subnets = [{cidr: '172.18.0.0/16', gateway: '172.18.0.1', auxiliary: {}}];
	const found = (resolvConf: string, probes: readonly Probed[] = [], dns: readonly string[] = []) => [
		...dnsResolvconfModifiedOrDeadResolver.check(
			snapshotOf({
				host: {engine: 'podman', version: '4.3.1'},
				networks: [networkNamed('front', {subnets})],
				containers: [
					containerNamed('web', [placeOn('front', {ipv4: '172.18.0.2', gateway: '172.18.0.1'})], {
						details: {...plainDetails, dns},
					}),
					db,
				],
				observations: {web: {resolvConf}},
				probes,
			}),
		),
	];
	const own = 'search dns.podman\nnameserver 172.18.0.1\n';
	expect(found(own)).toEqual([]);
	expect(found(own, [lookUp('web', 'db', 'no-name')])).toEqual([]);
	const [silent] = found(own, [lookUp('web', 'db', 'timeout')]);
	expect(silent?.message).toContain('Podman’s name server at 172.18.0.1');
	expect(silent?.fix?.commands).toContain('iptables -I INPUT -s 172.18.0.0/16 -p udp --dport 53 -j ACCEPT');
	expect(found('nameserver 1.1.1.1\n')).toMatchObject([
		{
			evidence: [{value: 'nameserver 1.1.1.1', expected: 'nameserver 172.18.0.1'}],
			fix: {commands: ['docker restart web']},
		},
	]);
	expect(found('nameserver 1.1.1.1\n')[0]?.severity).toBeUndefined();
	expect(found('nameserver 1.1.1.1\n', [], ['1.1.1.1'])).toMatchObject([{severity: 'low', fix: {commands: []}}]);
});

test('what is lost on the way there is no dead name server', () => {
	const lossy = {...echo, result: {...echo.result!, result: 'loss' as const, sent: 25, received: 12}};
	expect(check(generated, 'front', [lookup('timeout')])).toHaveLength(1);
	expect(check(generated, 'front', [lookup('timeout'), lossy])).toEqual([]);
});
