import {expect, test} from 'vitest';
import {dnsInternalNoForwarding} from '../../../source/core/rules/dns-internal-no-forwarding.js';
import {containerNamed, networkNamed, placeOn, plainDetails, snapshotOf} from '../../objects.js';
import {lookUp} from './measured.js';

const wantedHosts = [{at: 'Env LICENSE_SERVER', scheme: 'https', host: 'license.example.com'}];
const found = (internal: boolean, details: object, ...probes: ReturnType<typeof lookUp>[]) => {
	const networks = [networkNamed('data', {internal})];
	const containers = [
		containerNamed('db', [placeOn('data', {ipv4: '10.0.0.2'})], {details: {...plainDetails, ...details}}),
	];
	return [...dnsInternalNoForwarding.check(snapshotOf({networks, containers, probes}))];
};

test('a name of the outside that failed', () => {
	const [one] = found(true, {}, lookUp('db', 'example.com', 'no-name'));
	expect(one).toMatchObject({confidence: 'observed', subject: {name: 'db'}});
	expect(one?.severity).toBeUndefined();
	expect(one?.message).toContain('(data), whose name service asks nobody outside: example.com does not resolve');
	expect(one?.evidence.map(({value}) => value)).toEqual(['no-name: example.com no-name', 'true']);
});

test('one that it is only told is worth a word', () => {
	expect(found(true, {wantedHosts})).toMatchObject([{severity: 'info', confidence: 'predicted'}]);
});

test('with a way out, a name server of its own, another name, or nothing to ask for', () => {
	expect(found(false, {wantedHosts}, lookUp('db', 'example.com', 'no-name'))).toEqual([]);
	expect(found(true, {wantedHosts, dns: ['10.0.0.53']})).toEqual([]);
	expect(found(true, {extraHosts: ['license.example.com:10.0.0.9'], wantedHosts})).toEqual([]);
	expect(found(true, {}, lookUp('db', 'cache', 'no-name'), lookUp('db', 'example.com', 'ok'))).toEqual([]);
	expect(found(true, {})).toEqual([]);
});
