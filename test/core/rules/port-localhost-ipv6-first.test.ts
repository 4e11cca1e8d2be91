import {expect, test} from 'vitest';
import {portLocalhostIpv6First} from '../../../source/core/rules/port-localhost-ipv6-first.js';
import {containerNamed, networkNamed, placeOn, plainDetails, snapshotOf} from '../../objects.js';
import {socketsOf} from './sockets.js';

/** As wget of Alpine says it. */
const refused = {exitCode: 1, output: "wget: can't connect to remote host: Connection refused"};

function found(healthCheck: readonly string[], lastHealth: typeof refused, ...sockets: readonly string[]) {
	const web = containerNamed('web', [placeOn('front')], {
		health: 'unhealthy',
		details: {...plainDetails, healthCheck, lastHealth},
	});
	const observations = {web: sockets.length > 0 ? socketsOf(...sockets) : {}};
	return [
		...portLocalhostIpv6First.check(snapshotOf({networks: [networkNamed('front')], containers: [web], observations})),
	];
}

const check = ['CMD-SHELL', 'wget -qO- http://localhost:8080/ || exit 1'];

test('a check of localhost is refused, and the port is open on IPv4', () => {
	expect(found(check, refused, 'tcp 0.0.0.0 8080')).toMatchObject([
		{
			subject: {name: 'web'},
			evidence: [
				{value: check[1], expected: 'wget -qO- http://127.0.0.1:8080/ || exit 1'},
				{value: `exit code 1: ${refused.output}`},
				{value: 'tcp 0.0.0.0:8080', expected: 'tcp [::]:8080'},
			],
		},
	]);
	expect(found(['CMD', 'curl', 'https://localhost/'], refused, 'tcp 0.0.0.0 443')).toHaveLength(1);
	expect(found(['CMD', 'nc', '-z', 'localhost', '5432'], refused, 'tcp 127.0.0.1 5432')).toHaveLength(1);
});

test('nothing where it listens on IPv6 too, or not at all, or nobody looked', () => {
	expect(found(check, refused, 'tcp 0.0.0.0 8080', 'tcp :: 8080')).toEqual([]);
	expect(found(check, refused, 'tcp 0.0.0.0 9000')).toEqual([]);
	expect(found(check, refused)).toEqual([]);
});

test('nothing where the check passes, or asks by address', () => {
	expect(found(check, {exitCode: 0, output: ''}, 'tcp 0.0.0.0 8080')).toEqual([]);
	expect(found(['CMD', 'curl', 'http://127.0.0.1:8080/'], refused, 'tcp 0.0.0.0 8080')).toEqual([]);
});
