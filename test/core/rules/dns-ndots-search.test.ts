import {expect, test} from 'vitest';
import {dnsNdotsSearch} from '../../../source/core/rules/dns-ndots-search.js';
import {containerNamed, placeOn, snapshotOf} from '../../objects.js';
import {generated} from './resolv-confs.js';

const check = (resolvConf: string) => [
	...dnsNdotsSearch.check(
		snapshotOf({containers: [containerNamed('web', [placeOn('front')])], observations: {web: {resolvConf}}}),
	),
];

test('search domains and ndots together; neither alone', () => {
	const search = generated.replace('options', 'search corp.example\noptions');
	expect(check(search.replace('ndots:0', 'ndots:5'))).toMatchObject([
		{subject: {kind: 'container', name: 'web'}, evidence: [{value: 'options ndots:5'}, {value: 'search corp.example'}]},
	]);
	expect(check(search)).toEqual([]);
	expect(check(generated.replace('ndots:0', 'ndots:5'))).toEqual([]);
});
