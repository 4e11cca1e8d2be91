import {expect, test} from 'vitest';
import {dnsHostsFileOverride} from '../../../source/core/rules/dns-hosts-file-override.js';
import {containerNamed, networkNamed, placeOn, plainDetails, snapshotOf} from '../../objects.js';

const networks = [networkNamed('front')];
const db = containerNamed('db', [placeOn('front', {ipv4: '172.18.0.3'})]);
const web = containerNamed('web', [placeOn('front', {ipv4: '172.18.0.2'})]);
const withFile = (line: string) => [
	...dnsHostsFileOverride.check(
		snapshotOf({networks, containers: [web, db], observations: {web: {hosts: `127.0.0.1\tlocalhost\n${line}\n`}}}),
	),
];

test('a line for a neighbour with another address', () => {
	expect(withFile('172.18.0.9\tdb')).toMatchObject([
		{
			subject: {kind: 'container', name: 'web'},
			evidence: [{source: 'file', at: 'web:/etc/hosts', value: '172.18.0.9 db', expected: '172.18.0.3 db'}, {}],
		},
	]);
	const told = {...web, details: {...plainDetails, extraHosts: ['db:172.18.0.9']}};
	expect([...dnsHostsFileOverride.check(snapshotOf({networks, containers: [told, db]}))]).toMatchObject([
		{confidence: 'predicted'},
	]);
});

test.each(['172.18.0.3\tdb', '172.18.0.2\tweb', '10.0.0.1\tpartner', '# 172.18.0.9 db'])('nothing for %s', line => {
	expect(withFile(line)).toEqual([]);
});

test('on the default bridge, where names are written by hand and addresses change', () => {
	const place = (ipv4: string) => placeOn('bridge', {ipv4});
	const [asker, other] = [containerNamed('web', [place('172.17.0.2')]), containerNamed('db', [place('172.17.0.5')])];
	const look = (line: string, facts: object = {}) => [
		...dnsHostsFileOverride.check(
			snapshotOf({
				networks: [networkNamed('bridge', {builtIn: true})],
				containers: [asker, {...other, ...facts}],
				observations: {web: {hosts: `${line}\n`}},
			}),
		),
	];
	expect(look('172.17.0.3 cache 1a2b db')).toMatchObject([
		{
			evidence: [
				{value: '172.17.0.3 db', expected: '172.17.0.5 db'},
				{at: 'bridge: db', value: '172.17.0.5'},
			],
		},
	]);
	expect(look('172.17.0.5 db')).toEqual([]);
	expect(look('172.17.0.3 db', {state: 'exited'})).toEqual([]);
	expect(look('172.17.0.3 db', {endpoints: [placeOn('front', {ipv4: '172.18.0.5'})]})).toEqual([]);
});
