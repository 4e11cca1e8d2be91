import {expect, test} from 'vitest';
import {dnsLegacyGoogleFallback} from '../../../source/core/rules/dns-legacy-google-fallback.js';
import {containerNamed, placeOn, plainDetails, snapshotOf} from '../../objects.js';
import {legacy} from './resolv-confs.js';

const check = (resolvConf: string) => [
	...dnsLegacyGoogleFallback.check(
		snapshotOf({containers: [containerNamed('web', [placeOn('bridge')])], observations: {web: {resolvConf}}}),
	),
];

test('the engine says that it took its own; a host that asks Google is no matter', () => {
	const fallback = legacy
		.replace('10.77.0.1', '8.8.8.8')
		.replace('# Overrides: []', '# Used default nameservers.\n# Overrides: []');
	expect(check(fallback)).toMatchObject([
		{subject: {kind: 'container', name: 'web'}, evidence: [{value: 'nameserver 8.8.8.8'}]},
	]);
	expect(check(legacy.replace('10.77.0.1', '8.8.8.8'))).toEqual([]);
});

test('engines before 26 do not say that it was they', () => {
	const look = (version: string, resolvConf: string, dns: readonly string[] = []) => {
		const containers = [containerNamed('web', [placeOn('bridge')], {details: {...plainDetails, dns}})];
		return [
			...dnsLegacyGoogleFallback.check(snapshotOf({host: {version}, containers, observations: {web: {resolvConf}}})),
		];
	};
	const google = 'nameserver 8.8.8.8\nnameserver 8.8.4.4\n';
	expect(look('20.10.24', google)).toMatchObject([{confidence: 'predicted'}]);
	expect(look('28.5.2', google)).toEqual([]);
	expect(look('20.10.24', google, ['8.8.8.8', '8.8.4.4'])).toEqual([]);
	expect(look('20.10.24', 'nameserver 8.8.8.8\n')).toEqual([]);
});

test('on a network of one’s own it is the engine that asks them', () => {
	const embedded = 'nameserver 127.0.0.11\n\n# Used default nameservers.\n# ExtServers: [8.8.8.8 8.8.4.4]\n';
	const [found] = check(embedded);
	expect(found?.evidence[0]?.value).toBe('ExtServers 8.8.8.8, 8.8.4.4');
	expect(found?.message).not.toContain('default bridge');
});
