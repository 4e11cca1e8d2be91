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
