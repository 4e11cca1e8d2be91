import {expect, test} from 'vitest';
import {dnsLegacyGoogleFallback} from '../../../source/core/rules/dns-legacy-google-fallback.js';
import {containerNamed, placeOn, snapshotOf} from '../../objects.js';
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
