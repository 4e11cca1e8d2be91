import {expect, test} from 'vitest';
import type {Probed} from '../../../source/core/probes/probed.js';
import {dnsUpstreamUnreachable} from '../../../source/core/rules/dns-upstream-unreachable.js';
import {noSuchName} from '../../../source/core/rules/name-servers.js';
import {containerNamed, lab, networkNamed, placeOn, plainDetails, snapshotOf} from '../../objects.js';
import {forwarding} from './common-objects.js';
import {lookUp} from './measured.js';
import {pings} from './pings.js';
import {generated} from './resolv-confs.js';

function check(target: string, result: 'ok' | 'timeout' | 'no-name', internal = false, host = {}) {
	const probe = {
		kind: 'dns',
		id: 'dns-web',
		host: lab,
		place: {kind: 'container', host: lab, container: 'id-of-web'},
		from: 'web',
		target,
		startedAt: 0,
		finishedAt: 1,
		result: {result, message: ''},
	} as unknown as Probed<'dns'>;
	const containers = ['web', 'db'].map((name, at) =>
		containerNamed(name, [placeOn('front', {ipv4: `172.18.0.${at + 2}`})]),
	);
	return [
		...dnsUpstreamUnreachable.check(
			snapshotOf({host, networks: [networkNamed('front', {internal})], containers, probes: [probe]}),
		),
	];
}

test('no answer for a name of the outside', () => {
	expect(check('example.org', 'timeout')).toMatchObject([
		{confidence: 'observed', subject: {kind: 'container', name: 'web'}},
	]);
});

test('of a host that forwards nothing it weighs little', () => {
	expect(check('example.org', 'timeout', false, forwarding(false))).toMatchObject([{severity: 'low'}]);
	expect(check('example.org', 'timeout', false, forwarding(true))[0]?.severity).toBeUndefined();
});

test('nothing for an answer, a name that is not, a neighbour’s name, or an internal network', () => {
	expect(check('example.org', 'ok')).toEqual([]);
	expect(check('example.org', 'no-name')).toEqual([]);
	expect(check('db', 'timeout')).toEqual([]);
	expect(check('redis', 'timeout')).toEqual([]);
	expect(check('example.org', 'timeout', true)).toEqual([]);
});

type Answer = readonly [result: 'ok' | 'timeout' | 'no-name' | 'refused', code?: 'NXDOMAIN' | 'SERVFAIL'];

const lookup = (from: 'web' | 'host', target: string, [result, code]: Answer) =>
	({
		kind: 'dns',
		id: `dns-${from}-${target}`,
		host: lab,
		place: from === 'host' ? {kind: 'host', host: lab} : {kind: 'container', host: lab, container: 'id-of-web'},
		from,
		target,
		startedAt: 0,
		finishedAt: 1,
		result: {result, message: '', ...(code && {code})},
	}) as unknown as Probed<'dns'>;

/** The name that nobody has, asked by `web` and by the host; `db` is its neighbour. */
function severity(answer: Answer, {host, dns = [], db}: {host?: Answer; dns?: readonly string[]; db?: Answer} = {}) {
	const containers = [
		containerNamed('web', [placeOn('front', {ipv4: '172.18.0.2'})], {details: {...plainDetails, dns}}),
		containerNamed('db', [placeOn('front', {ipv4: '172.18.0.3'})]),
	];
	const probes = [
		lookup('web', noSuchName, answer),
		...(host ? [lookup('host', noSuchName, host)] : []),
		...(db ? [lookup('web', 'db', db)] : []),
	];
	const found = [...dnsUpstreamUnreachable.check(snapshotOf({networks: [networkNamed('front')], containers, probes}))];
	return found.map(each => each.severity ?? dnsUpstreamUnreachable.severity);
}

const there: Answer = ['no-name', 'NXDOMAIN'];

test('the name that nobody has: only silence counts, and what the host hears', () => {
	expect(severity(['timeout'], {host: there})).toEqual(['high']);
	expect(severity(['no-name', 'SERVFAIL'], {host: there})).toEqual(['high']);
	expect(severity(there)).toEqual([]);
	expect(severity(['no-name'])).toEqual([]);
	expect(severity(['refused'])).toEqual([]);
});

test('a machine that hears from no name server may be meant to be alone; a container that was given a dead one is not', () => {
	expect(severity(['timeout'], {host: ['timeout']})).toEqual(['low']);
	expect(severity(['timeout'])).toEqual(['low']);
	expect(severity(['timeout'], {host: ['timeout'], dns: ['10.77.0.99']})).toEqual(['high']);
});

test('nothing where the container’s own resolver is dead: that is another fault', () => {
	expect(severity(['timeout'], {host: there, db: ['refused']})).toEqual([]);
});

test('a part of another fault where nothing gets out at all, and whom the engine asks is named', () => {
	const ping = (from: string, received: 0 | 2) => pings(from, '10.77.0.1', received);
	const look = (probes: readonly Probed[]) =>
		[
			...dnsUpstreamUnreachable.check(
				snapshotOf({
					networks: [networkNamed('front')],
					containers: [containerNamed('web', [placeOn('front', {ipv4: '172.18.0.2'})])],
					observations: {web: {resolvConf: generated}},
					probes: [lookup('web', noSuchName, ['timeout']), lookup('host', noSuchName, there), ...probes],
				}),
			),
		].map(each => [each.severity, each.evidence[1]?.value]);
	const named = 'nameserver 127.0.0.11, which asks host(10.77.0.1)';
	expect(look([ping('web', 2), ping('host', 2)])).toEqual([[undefined, named]]);
	expect(look([ping('web', 0), ping('host', 2)])).toEqual([['low', named]]);
});

test('who asks name servers of its own, past Podman’s, gets no answer for neighbours either', () => {
	const subnets = [{cidr: '172.18.0.0/16', gateway: '172.18.0.1', auxiliary: {}}];
	const found = (server: string) => [
		...dnsUpstreamUnreachable.check(
			snapshotOf({
				host: {engine: 'podman'},
				networks: [networkNamed('front', {subnets})],
				containers: ['web', 'db'].map((name, at) =>
					containerNamed(name, [placeOn('front', {ipv4: `172.18.0.${at + 2}`})]),
				),
				observations: {web: {resolvConf: `nameserver ${server}\n`}},
				probes: [lookUp('web', 'db', 'timeout'), lookUp('web', 'example.org', 'timeout')],
			}),
		),
	];
	expect(found('192.0.2.53')).toMatchObject([{subject: {name: 'web'}}]);
	expect(found('172.18.0.1')).toEqual([]);
});
